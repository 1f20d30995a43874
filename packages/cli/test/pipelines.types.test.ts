import { incremental, nightly } from "42sync";
import type { Client } from "@42sync/core";
import { defineMirror, type tables } from "@42sync/core/tables";
import { createMemoryStore, type RunReport } from "@42sync/core/sync";
import type { PgStore } from "@42sync/pg-store";
import type pg from "pg";
import { expectTypeOf, test } from "vitest";

declare const client: Client;
declare const store: PgStore<typeof tables>;
declare const pool: pg.Pool;
const mirror = defineMirror({ scope: { cursusId: 21, campusIds: [12] } });
/** Types only: never called. */
const never = (_use: () => unknown): void => undefined;

test("a pipeline takes a client, any store and a mirror, and reports what it did", () => {
  never(() => {
    expectTypeOf(nightly({ client, store, mirror })).toEqualTypeOf<Promise<RunReport>>();
    expectTypeOf(
      incremental({ client, store: createMemoryStore(), mirror }, { only: ["users"] }),
    ).toEqualTypeOf<Promise<RunReport>>();
    // @ts-expect-error which part of 42?
    void nightly({ client, store });
    // @ts-expect-error a mirror without a scope is for a store alone
    void nightly({ client, store, mirror: defineMirror({ with: ["locations"] }) });
    // @ts-expect-error campuses are ids here; names are the command's
    defineMirror({ scope: { cursusId: 21, campusIds: ["paris"] } });
    // @ts-expect-error a pool is no store
    void nightly({ client, store: pool, mirror });
    // @ts-expect-error times to live are numbers of milliseconds
    void nightly({ client, store, mirror }, { referenceTtlMs: "20h" });
    // @ts-expect-error nightly takes no window of one's own
    void nightly({ client, store, mirror }, { since: new Date() });
  });
});
