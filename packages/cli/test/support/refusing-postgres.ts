import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/**
 * The URL of a server that refuses whoever comes, as PostgreSQL does: with an ErrorResponse
 * (https://www.postgresql.org/docs/current/protocol-error-fields.html).
 */
export async function refusingPostgres(sqlstate: string, message: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlstate}\0M${message}\0\0`);
      const head = Buffer.alloc(5);
      head.write("E");
      head.writeInt32BE(fields.length + 4, 1);
      socket.end(Buffer.concat([head, fields]));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  // listens on a port
  return `postgres://sync:very-secret@127.0.0.1:${String((server.address() as AddressInfo).port)}/intra`;
}
