import { StoreError } from "../errors/index.js";
import { tiesTo, type AnyTable, type LinkTable, type LinkValues, type Row } from "../resource/index.js";
import { tables as declared } from "../resources/index.js";
import { asideInMemory, differingInMemory } from "./memory-aside.js";
import { cover, keyOf, lastByKey, meets, writeRow, type KeptRow } from "./memory-rows.js";
import { addCounts, askAgainMs, noRows, type Coverage, type DueOwners, type Entry, type LockedBy, type OwnedId, type PageCommit, type PassEnd, type PassKind, type ResumePoint, type RowCounts, type RunOutcome, type Store, type Watermark } from "./ports.js";

/** A run in the ledger of a store in memory. */
export interface MemoryRun {
  readonly id: number;
  readonly name: string;
  readonly scope: string;
  outcome: RunOutcome | null;
  reason: string | null;
}

/** A pass in the ledger of a store in memory. */
export interface MemoryPass {
  readonly id: number;
  readonly runId: number;
  readonly table: string;
  readonly kind: PassKind;
  rows: RowCounts;
  end: PassEnd | null;
}

/** A store in memory: for tests, for trying things out, and as the shortest description of what a store does. */
export interface MemoryStore extends Store {
  /** The rows of a table that are not marked as gone, in the order they came. */
  rows(table: string): readonly Row[];
  readonly quarantine: ReadonlyMap<string, QuarantinedInMemory>;
  readonly runs: readonly MemoryRun[];
  readonly passes: readonly MemoryPass[];
}

/** A row that may not enter yet. */
export interface QuarantinedInMemory {
  readonly table: string;
  readonly reason: string;
  readonly payload: unknown;
  /** The links of a row, which come in with it. */
  readonly links?: LinkValues;
  /** The parent that it waits for, when it waits for one. */
  readonly missing?: { readonly table: string; readonly id: unknown };
}

/** What a store in memory is made with. */
export interface MemoryStoreOptions {
  /** Local milliseconds, for `completedAt`. @default Date.now */
  readonly now?: () => number;
  /** @default every mirrored table */
  readonly tables?: readonly AnyTable[];
}

const doesNotFit = "does not fit at ";

/** Makes an empty store in memory. */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const now = options.now ?? Date.now;
  const children: readonly AnyTable[] = options.tables ?? Object.values(declared);
  const tables = new Map<string, Map<string, KeptRow>>();
  const quarantine = new Map<string, QuarantinedInMemory>();
  const watermarks = new Map<string, Watermark>();
  const resumePoints = new Map<string, ResumePoint>();
  const due = new Map<string, Map<number, keyof DueOwners>>();
  const absent = new Map<string, { askedAt: number; tries: number }>();
  const coverage = new Map<string, readonly Coverage[]>();
  const verified = new Map<string, readonly Coverage[]>();
  const outside = new Map<string, Map<number, OwnedId>>();
  const runs: MemoryRun[] = [];
  const passes: MemoryPass[] = [];
  let holder: LockedBy | undefined;

  const kept = (name: string): Map<string, KeptRow> => {
    const found = tables.get(name) ?? new Map<string, KeptRow>();
    tables.set(name, found);
    return found;
  };
  const has = (table: string, id: unknown): boolean => kept(table).has(JSON.stringify([id]));
  const place = (table: AnyTable, scope: string): string => `${table.name} ${scope}`;

  const missingParent = (table: AnyTable, row: Row): { column: string; parent: string; leaveOut: boolean } | undefined => {
    let quarantined: { column: string; parent: string; leaveOut: boolean } | undefined;
    for (const [column, { references, nullable }] of Object.entries(table.columns)) {
      if (references === undefined || (row[column] === null && nullable === true) || has(references.table, row[column])) continue;
      if (references.missing === "leave out") return { column, parent: references.table, leaveOut: true };
      quarantined ??= { column, parent: references.table, leaveOut: false };
    }
    return quarantined;
  };

  /** Remembers an owner as due for each of these tables, in each scope in which it was begun before; who entered stays one who entered. */
  const noteDue = (those: readonly AnyTable[], owner: unknown, why: keyof DueOwners): void => {
    if (typeof owner !== "number") return;
    const begun = new Set([...watermarks.keys(), ...resumePoints.keys()]);
    for (const at of begun) {
      const known = due.get(at) ?? new Map<number, keyof DueOwners>();
      if (those.some(({ name }) => at.startsWith(`${name} `)) && !known.has(owner)) due.set(at, known.set(owner, why));
    }
  };

  const dueBecause = (at: string, why: keyof DueOwners): readonly number[] =>
    [...(due.get(at) ?? [])].flatMap(([owner, reason]) => (reason === why ? [owner] : [])).sort((a, b) => a - b);

  const writeEntry = (table: AnyTable, entry: Entry): RowCounts => {
    const key = keyOf(table, entry.row);
    if (!entry.mayEnter && !kept(table.name).has(key)) return { ...noRows, leftOut: 1 };
    const missing = missingParent(table, entry.row);
    if (missing?.leaveOut === true) return { ...noRows, leftOut: 1 };
    if (missing !== undefined) {
      quarantine.set(`${table.name} ${key}`, { table: table.name, reason: `missing ${missing.column}`, payload: entry.row, links: entry.links, missing: { table: missing.parent, id: entry.row[missing.column] } });
      return { ...noRows, quarantined: 1 };
    }
    for (const one of [key, `misfit ${String(entry.row["id"])}`]) quarantine.delete(`${table.name} ${one}`);
    const isNew = kept(table.name).get(key)?.deleted !== false;
    if (isNew) noteDue(children.filter((one) => one.askBy?.table === table.name && one.name !== table.name), entry.row["id"], "entered");
    const outcome = writeRow(kept(table.name), table, entry.row);
    if (outcome === "inserted" || outcome === "updated") {
      for (const child of children) if (child.follows?.table === table.name) noteDue([child], entry.row[child.follows.by], "followed");
    }
    if (outcome === "updated") for (const child of children) takeOver(child, table, entry.row);
    // Links of an item that is older than its row are old too.
    return outcome === "stale" ? { ...noRows, stale: 1 } : addCounts({ ...noRows, [outcome]: 1 }, writeLinks(table, entry));
  };

  /** Writes what rows of a table repeat of their owner's. */
  const takeOver = (table: AnyTable, owners: AnyTable, owner: Row): void => {
    if (table.askBy?.table !== owners.name) return;
    const repeated = Object.entries(table.columns).flatMap(([name, { repeats }]) => (repeats === undefined ? [] : [[name, owner[repeats]] as const]));
    const [by] = tiesTo(table, owners.name).owned;
    if (repeated.length === 0 || by === undefined) return;
    for (const [key, one] of kept(table.name)) if (one.row[by] === owner["id"]) kept(table.name).set(key, { ...one, row: { ...one.row, ...Object.fromEntries(repeated) } });
  };

  const writeLinks = (table: AnyTable, entry: Entry): RowCounts => {
    let linksLeftOut = 0;
    for (const link of table.links) {
      const values = entry.links[link.name];
      if (values === undefined) continue;
      const others = values.map((value) => findOther(link, value));
      linksLeftOut += others.filter((other) => other === undefined).length;
      replaceLinks(link, entry.row["id"], new Set(others.filter((other) => other !== undefined)));
    }
    return { ...noRows, linksLeftOut };
  };

  const findOther = (link: LinkTable, value: number | string): unknown =>
    [...kept(link.other.table).values()].find(({ row }) => row[link.other.by] === value)?.row["id"];

  const replaceLinks = (link: LinkTable, owner: unknown, others: ReadonlySet<unknown>): void => {
    const rows = kept(link.name);
    for (const [key, { row }] of rows) {
      if (row[link.owner.column] === owner) rows.set(key, { row, deleted: !others.has(row[link.other.column]) });
    }
    for (const other of others) {
      rows.set(JSON.stringify([other, owner]), { row: { [link.other.column]: other, [link.owner.column]: owner }, deleted: false });
    }
  };

  /** Rows that waited for a row of this table are tried again; what still lacks another parent waits on. */
  const heal = (parents: AnyTable, entries: readonly Entry[]): number => {
    const ids = new Set(entries.map(({ row }) => row["id"]).filter((id) => has(parents.name, id)));
    let healed = 0;
    for (const { table: name, missing, payload, links = {} } of [...quarantine.values()]) {
      const table = children.find((one) => one.name === name);
      if (table === undefined || missing?.table !== parents.name || !ids.has(missing.id)) continue;
      const { inserted, updated, unchanged } = writeEntry(table, { row: payload as Row, links, mayEnter: true }); // a row, as it has a missing parent
      healed += inserted + updated + unchanged;
    }
    return healed;
  };

  const markGone = (table: AnyTable, ids: readonly number[]): number => {
    let deleted = 0;
    for (const [key, { row, deleted: before }] of kept(table.name)) {
      if (before || !ids.includes(Number(row["id"]))) continue;
      kept(table.name).set(key, { row, deleted: true });
      noteDue(children.filter((one) => one.askBy?.table === table.name && one.name !== table.name), row["id"], "gone");
      deleted += 1;
    }
    for (const id of ids) {
      outside.get(table.name)?.delete(id);
      for (const key of [JSON.stringify([id]), `misfit ${String(id)}`]) quarantine.delete(`${table.name} ${key}`);
    }
    return deleted;
  };

  const noteAbsent = (table: AnyTable, ids: readonly number[]): void => {
    for (const id of ids) {
      const key = `${table.name} ${String(id)}`;
      absent.set(key, { askedAt: now(), tries: (absent.get(key)?.tries ?? 0) + 1 });
    }
  };

  const isWorthAsking = (table: AnyTable, id: number): boolean => {
    const asked = absent.get(`${table.name} ${String(id)}`);
    return asked === undefined || now() - asked.askedAt >= askAgainMs(asked.tries);
  };

  const commit = (page: PageCommit): RowCounts => {
    const { table } = page;
    for (const key of page.fitting ?? []) quarantine.delete(key);
    const last = lastByKey(table, page.entries);
    // A repeated key within a page has been written once; the earlier ones count as unchanged.
    let counts: RowCounts = { ...noRows, leftOut: page.leftOut, unchanged: page.entries.length - last.length };
    for (const entry of last) counts = addCounts(counts, writeEntry(table, entry));
    for (const misfit of page.misfits) {
      quarantine.set(`${table.name} misfit ${String(misfit.id)}`, { table: table.name, reason: `${doesNotFit}${misfit.path}: ${misfit.reason}`, payload: misfit.item });
      counts = addCounts(counts, { ...noRows, quarantined: 1 });
    }
    counts = addCounts(counts, { ...noRows, healed: heal(table, last), deleted: markGone(table, page.gone ?? []) });
    noteAbsent(table, page.absent ?? []);
    const pass = passes.find((one) => one.id === page.passId);
    if (pass !== undefined) pass.rows = addCounts(pass.rows, counts);
    const at = place(table, page.scope);
    for (const id of page.settled ?? []) due.get(at)?.delete(id);
    if (page.covered !== undefined) coverage.set(at, cover(coverage.get(at) ?? [], page.covered.ranges, page.covered.readAt));
    if (page.verified !== undefined) verified.set(at, cover(verified.get(at) ?? [], page.verified.ranges, page.verified.readAt));
    for (const one of page.outside ?? []) outside.set(table.name, (outside.get(table.name) ?? new Map<number, OwnedId>()).set(one.id, one));
    if (page.completes !== undefined) {
      const before = page.completes.kind === "full" ? undefined : watermarks.get(at)?.watermark;
      const watermark = before !== undefined && Date.parse(before) > Date.parse(page.completes.watermark) ? before : page.completes.watermark;
      watermarks.set(at, { watermark, completedAt: new Date(now()).toISOString() });
      resumePoints.delete(at);
    }
    if (page.resume === null) resumePoints.delete(at);
    else if (page.resume !== undefined) resumePoints.set(at, page.resume);
    return counts;
  };

  const alive = (table: string): readonly Row[] => [...kept(table).values()].filter((one) => !one.deleted).map((one) => one.row);

  return {
    rows: alive,
    quarantine,
    runs,
    passes,
    pages: { commit: (page) => Promise.resolve(commit(page)) },
    counts: {
      count: (table, where = []) => Promise.resolve(alive(table.name).filter((row) => meets(row, where, alive)).length),
      ids: (table, where = []) => Promise.resolve(alive(table.name).filter((row) => meets(row, where, alive)).map((row) => Number(row["id"])).sort((a, b) => a - b)),
      missing: (table) => {
        const ids = [...quarantine.values()].flatMap(({ missing }) => (missing?.table === table.name && typeof missing.id === "number" ? [missing.id] : []));
        return Promise.resolve([...new Set(ids)].filter((id) => isWorthAsking(table, id)).sort((a, b) => a - b));
      },
      misfits: (table, detail) => {
        const kept = [...quarantine].flatMap(([key, one]) => (one.table === table.name && one.reason.startsWith(doesNotFit) ? [{ key, detail: one.reason.slice(doesNotFit.length), item: one.payload }] : []));
        const chosen = detail === undefined ? [...new Map(kept.map((one) => [one.detail, one])).values()] : kept.filter((one) => one.detail === detail).slice(0, 200);
        return Promise.resolve(chosen);
      },
      aside: (table, owners) => Promise.resolve(asideInMemory(table, quarantine.values(), outside.get(table.name)?.values() ?? [], owners)),
      differing: (table, rows) => Promise.resolve(differingInMemory(table, alive(table.name), rows)),
      due: (table, scope) => {
        const at = place(table, scope);
        return Promise.resolve({ entered: dueBecause(at, "entered"), followed: dueBecause(at, "followed"), gone: dueBecause(at, "gone") });
      },
    },
    watermarks: {
      watermark: (table, scope) => Promise.resolve(watermarks.get(place(table, scope))),
      resumePoint: (table, scope) => Promise.resolve(resumePoints.get(place(table, scope))),
      coverage: (table, scope) => Promise.resolve(coverage.get(place(table, scope)) ?? []),
      verified: (table, scope) => Promise.resolve(verified.get(place(table, scope)) ?? []),
    },
    ledger: {
      beginRun: ({ name, scope }) => {
        for (const run of runs) if (run.outcome === null) Object.assign(run, { outcome: "failed", reason: "the process ended without closing the run" });
        return Promise.resolve(runs.push({ id: runs.length + 1, name, scope, outcome: null, reason: null }));
      },
      beginPass: ({ runId, table, kind }) => Promise.resolve(passes.push({ id: passes.length + 1, runId, table, kind, rows: noRows, end: null })),
      endPass: (passId, end) => Promise.resolve(void Object.assign(passes[passId - 1] ?? {}, { end })),
      endRun: (runId, { outcome, reason }) => Promise.resolve(void Object.assign(runs[runId - 1] ?? {}, { outcome, reason })),
    },
    lock: {
      holder: () => Promise.resolve(holder),
      acquire: ({ run }) => {
        if (holder !== undefined) {
          return Promise.reject(new StoreError(`another run (${holder.run}) holds the lock`, { code: "E_LOCKED", hint: "wait until it ends" }));
        }
        holder = { run, since: new Date(now()).toISOString() };
        return Promise.resolve({ release: () => Promise.resolve(void (holder = undefined)) });
      },
    },
  };
}
