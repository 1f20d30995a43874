// Loaded with --import: a disk of TINY_DISK_BYTES under TINY_DISK_FOLDER, as the file system answers when it is full.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join, resolve } from "node:path";
import process from "node:process";

const folder = resolve(process.env["TINY_DISK_FOLDER"] ?? "");
const room = Number(process.env["TINY_DISK_BYTES"]);
const mine = new Set();
let taken = used(folder);
const { openSync, closeSync, writeSync, open, write } = fs;

/** Bytes of the files that are there. */
function used(at) {
  return fs
    .readdirSync(at, { withFileTypes: true })
    .reduce(
      (sum, entry) =>
        sum + (entry.isDirectory() ? used(join(at, entry.name)) : fs.statSync(join(at, entry.name)).size),
      0,
    );
}

/** Throws when a write makes a file longer and there is no room for that. */
function requireRoom(fd, length, position) {
  if (!mine.has(fd)) return;
  const size = fs.fstatSync(fd).size;
  const grows = (typeof position === "number" ? position : size) + length - size;
  if (grows <= 0) return;
  // Files that were removed or cut make room: looked at only when it matters.
  if (taken + grows > room) taken = used(folder);
  if (taken + grows <= room) taken += grows;
  else
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
      errno: -28,
      syscall: "write",
    });
}

const remember = (fd, path) => {
  if (resolve(String(path)).startsWith(folder)) mine.add(fd);
  else mine.delete(fd);
  return fd;
};

fs.openSync = (path, ...rest) => remember(openSync(path, ...rest), path);
fs.closeSync = (fd) => {
  mine.delete(fd);
  closeSync(fd);
};
fs.writeSync = (fd, buffer, offset, length, position) => {
  requireRoom(fd, length ?? buffer.length, position);
  return writeSync(fd, buffer, offset, length, position);
};
fs.open = (path, ...rest) => {
  const done = rest.pop();
  open(path, ...rest, (error, fd) => done(error, error === null ? remember(fd, path) : fd));
};
fs.write = (fd, buffer, offset, length, position, done) => {
  try {
    requireRoom(fd, length, position);
  } catch (error) {
    done(error);
    return;
  }
  write(fd, buffer, offset, length, position, done);
};
syncBuiltinESMExports();
