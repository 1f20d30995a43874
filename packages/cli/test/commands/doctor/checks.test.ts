import { StoreError } from "@42sync/core";
import type { PgStore } from "@42sync/pg-store";
import { describe, expect, test } from "vitest";
import { databaseCheck, rightsCheck } from "../../../src/commands/doctor/database-checks.js";
import { freshnessCheck, lockCheck, quarantineCheck } from "../../../src/commands/doctor/copy-checks.js";
import { sessionsCheck } from "../../../src/commands/doctor/sessions-check.js";
import type { ServerSession } from "../../../src/commands/doctor/server-session.js";
import type { Subject } from "../../../src/commands/doctor/subject.js";

const now = Date.parse("2026-11-24T08:00:00Z");
const server = { version: "18.4", versionNumber: 180_004, role: "sync", database: "intra", readOnly: false };

/** A subject whose store answers so; what a check does not ask is not there. */
function subject(reports: Partial<PgStore["reports"]>, more: Partial<Subject> = {}): Subject {
  const whole = { reports } as PgStore; // a check that asks for more than its test gives fails by that
  return {
    clock: { now: () => now },
    settings: () => Promise.resolve({ target: { kind: "server", label: "PostgreSQL intra at db" } }),
    store: () => Promise.resolve(whole),
    filled: () => Promise.resolve(whole),
    ...more,
  } as Subject; // likewise
}

describe("the database", () => {
  test("is new enough from PostgreSQL 13", async () => {
    const of = (version: string, versionNumber: number) =>
      databaseCheck.look(
        subject({ serverFacts: () => Promise.resolve({ ...server, version, versionNumber }) }),
      );
    expect([await of("13.0", 130_000), await of("12.22", 120_022)]).toEqual([
      { good: true, label: "PostgreSQL intra at db: PostgreSQL 13.0", next: null },
      {
        good: false,
        exitCode: 5,
        label: "PostgreSQL intra at db: PostgreSQL 12.22, and 42sync needs 13 or newer",
        next: "upgrade the server, or name another with DATABASE_URL",
      },
    ]);
  });

  test("that takes no writes is not well", async () => {
    expect(
      await databaseCheck.look(
        subject({ serverFacts: () => Promise.resolve({ ...server, readOnly: true }) }),
      ),
    ).toEqual({
      good: false,
      exitCode: 5,
      label: "PostgreSQL intra at db: PostgreSQL 18.4, which is read-only",
      next: "use the primary instead of a standby, or remove default_transaction_read_only from the role",
    });
  });

  test("may lack many rights, of which three are told", async () => {
    const missing = ["a", "b", "c", "d"].map((name) => ({
      what: `does not own public.${name}`,
      sql: `alter table "${name}" owner to "sync"`,
    }));
    expect(
      await rightsCheck.look(
        subject({
          serverFacts: () => Promise.resolve(server),
          missingRights: () => Promise.resolve(missing),
        }),
      ),
    ).toEqual({
      good: false,
      exitCode: 5,
      label: "sync does not own public.a, does not own public.b, does not own public.c, and 1 more",
      next: 'as the database\'s owner: alter table "a" owner to "sync"; alter table "b" owner to "sync"; alter table "c" owner to "sync";',
    });
  });
});

describe("the lock", () => {
  const heldSince = (since: string) =>
    lockCheck.look(
      subject({
        lockHolder: () =>
          Promise.resolve({ run: "nightly", holder: "process 1 on a", since, backendPid: 42 }),
      }),
    );

  test("that a run of today holds is well", async () => {
    expect(await heldSince("2026-11-24T02:00:00.000Z")).toEqual({
      good: true,
      label: "held by nightly (process 1 on a) since 2026-11-24 02:00:00Z",
      next: null,
    });
  });

  test("that has been held for more than a day is not", async () => {
    expect(await heldSince("2026-11-23T02:00:00.000Z")).toEqual({
      good: false,
      exitCode: 75,
      label: "held by nightly (process 1 on a) since 2026-11-23 02:00:00Z, 1 d 6 h ago",
      next:
        "check whether it still runs; select pg_terminate_backend(42) closes its connection and " +
        "releases the lock",
    });
  });
});

test("a copy that is old wants a nightly of the scope that is here", async () => {
  const old = {
    table: "users",
    scope: "cursus=21 campus=1",
    watermark: "2026-11-20T08:00:00.000Z",
    completedAt: null,
    lagSeconds: 345_600,
    lastOutcome: "complete",
    lastKind: "full",
    lastStartedAt: null,
    lastEndedAt: null,
    lastReason: null,
    lastRows: null,
    thenKind: null,
    thenOutcome: null,
    thenReason: null,
  } as const;
  expect(await freshnessCheck.look(subject({ freshness: () => Promise.resolve([old]) }))).toEqual({
    good: false,
    exitCode: 7,
    label: "1 table older than 1 d 2 h or never complete: users",
    next:
      "42sync nightly --campus 1; 42sync schedule makes it run every night, and 42sync status " +
      "shows the last runs",
  });
});

describe("the quarantine", () => {
  const parent = {
    table: "coalitions_users",
    reason: "missing_parent",
    missingTable: "coalitions",
    rows: 3,
    oldest: "2026-11-01T00:00:00.000Z",
  } as const;

  test("of rows that wait for a parent is as it should be", async () => {
    expect(
      await quarantineCheck.look(subject({ quarantineCounts: () => Promise.resolve([parent]) })),
    ).toEqual({
      good: true,
      label: "3 rows, the oldest since 2026-11-01 00:00:00Z, all waiting for a missing parent",
      next: null,
    });
  });

  test("of items that did not fit is not", async () => {
    expect(
      await quarantineCheck.look(
        subject({
          quarantineCounts: () =>
            Promise.resolve([
              parent,
              { ...parent, table: "users", reason: "invalid_item", missingTable: null, rows: 1 },
            ]),
        }),
      ),
    ).toEqual({
      good: false,
      exitCode: 6,
      label: "4 rows, the oldest since 2026-11-01 00:00:00Z; 1 row of users did not fit their declaration",
      next: `42sync quarantine --reason invalid_item; a newer release of 42sync may accept them`,
    });
  });
});

describe("a pooler", () => {
  const shared = {
    good: false,
    exitCode: 5,
    label:
      "a pooler shares this connection's server process between transactions, so the lock of a " +
      "run doesn't hold",
    next:
      "use the address of the server itself, or of a pooler in session mode (often another port: " +
      "5432 instead of 6543 or 6432)",
  };

  /**
   * Hands out the process that was used last, as PgBouncer does, to whoever begins a transaction or asks
   * outside of one.
   */
  function pooled(processes: readonly string[]): {
    readonly open: () => Promise<ServerSession>;
    readonly closed: { count: number };
  } {
    const free = [...processes];
    const closed = { count: 0 };
    const open = (): Promise<ServerSession> => {
      let mine: string | undefined;
      return Promise.resolve({
        ask: (sql) => {
          if (sql === "begin") mine = free.shift();
          const taken = mine ?? free[0];
          if (taken === undefined) return Promise.reject(new Error("no process is left, this would wait"));
          if (sql === "rollback" && mine !== undefined) free.unshift(mine);
          return Promise.resolve(taken);
        },
        close: () => {
          closed.count += 1;
          return Promise.resolve();
        },
      });
    };
    return { open, closed };
  }

  test.each([
    ["several processes", ["11", "12", "13"]],
    ["one process", ["11"]],
  ])("in transaction mode is seen, with %s", async (_, processes) => {
    const { open, closed } = pooled(processes);
    expect(await sessionsCheck.look(subject({}, { session: open }))).toEqual(shared);
    expect(closed.count).toBe(2);
  });

  // As PgBouncer 1.18 says it.
  test("in statement mode is seen, and another refusal is not taken for it", async () => {
    const refusing = (message: string) => () =>
      Promise.resolve({
        ask: (sql: string) =>
          sql === "begin"
            ? Promise.reject(new StoreError("a connection of its own failed", { cause: new Error(message) }))
            : Promise.resolve("11"),
        close: () => Promise.resolve(),
      });
    expect(
      await sessionsCheck.look(
        subject({}, { session: refusing("transaction blocks not allowed in statement pooling mode") }),
      ),
    ).toEqual(shared);
    await expect(
      sessionsCheck.look(subject({}, { session: refusing("query_wait_timeout") })),
    ).rejects.toThrow("a connection of its own failed");
  });
});
