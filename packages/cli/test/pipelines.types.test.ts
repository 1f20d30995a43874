import { incremental, nightly } from "42sync";
import type { Client } from "@42sync/core";
import type { tables } from "@42sync/core/tables";
import { createMemoryStore, type RunReport } from "@42sync/core/sync";
import type { PgStore } from "@42sync/pg-store";
import type pg from "pg";
import { expectTypeOf, test } from "vitest";

declare const client: Client;
declare const store: PgStore<typeof tables>;
declare const pool: pg.Pool;
const scope = { cursusId: 21, campusIds: [12] };
/** Types only: never called. */
const never = (_use: () => unknown): void => undefined;

test("a pipeline takes a client, any store and a scope, and tells what it did", () => {
  never(() => {
    expectTypeOf(nightly({ client, store, scope })).toEqualTypeOf<Promise<RunReport>>();
    expectTypeOf(
      incremental({ client, store: createMemoryStore(), scope }, { only: ["users"] }),
    ).toEqualTypeOf<Promise<RunReport>>();
    // @ts-expect-error which part of 42?
    void nightly({ client, store });
    // @ts-expect-error campuses are ids here; names are the command's
    void nightly({ client, store, scope: { cursusId: 21, campusIds: ["paris"] } });
    // @ts-expect-error a pool is no store
    void nightly({ client, store: pool, scope });
    // @ts-expect-error times to live are numbers of milliseconds
    void nightly({ client, store, scope }, { referenceTtlMs: "20h" });
    // @ts-expect-error nightly takes no window of one's own
    void nightly({ client, store, scope }, { since: new Date() });
  });
});
