import { int, time } from "../store/columns.js";
import type { BalanceRow } from "../store/static-tables.js";
import { defineEndpoint } from "./endpoint.js";
import { showTime } from "../show/show-time.js";

const NAMES = ["id", "begin_at", "end_at", "created_at", "updated_at", "pool_id"];

/** Times of this list have no zone: `2026-06-16 10:49:28` (apidoc). */
const showPlainTime = (instant: number): string => showTime(instant).slice(0, 19).replace("T", " ");

/** When pools of correction points are balanced. Sorts and filters, no range. */
export const balances = defineEndpoint<BalanceRow>({
  resource: "balances",
  columns: { id: int, pool_id: int, begin_at: time, end_at: time, created_at: time, updated_at: time },
  indexed: [],
  lists: [{ path: "/v2/balances" }],
  show: { path: "/v2/balances/:id" },
  order: [
    { column: "created_at", descending: true },
    { column: "id", descending: true },
  ],
  filters: [...NAMES, "future", "end"],
  sorts: NAMES,
  timedTests: ["future", "end"],
  tests: {
    future: (row, values, { now }) => row.begin_at > now === (values[0] === "true"),
    end: (row, values, { now }) => row.end_at <= now === (values[0] === "true"),
  },
  defaults: (now) => ({
    pool_id: 1,
    begin_at: now,
    end_at: now + 28 * 86_400_000,
    created_at: now,
    updated_at: now,
  }),
  render: (row) => ({
    id: row.id,
    begin_at: showPlainTime(row.begin_at),
    end_at: showPlainTime(row.end_at),
    pool_id: row.pool_id,
  }),
});
