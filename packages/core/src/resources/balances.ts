import { defineEndpoint } from "../resource/index.js";
import { id, z } from "./fields.js";

/**
 * A time as this list writes it: `2018-06-16 10:49:28`, without a zone (apidoc), so no instant until somebody
 * knows which.
 */
const zonelessTime = z.string().regex(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/);

/**
 * `GET /v2/balances`: when a pool of correction points is levelled. For applications with the role Advanced
 * tutor (apidoc).
 */
export const balancesEndpoint = defineEndpoint({
  name: "balances",
  under: { pools: "/v2/pools/:id/balances" },
  item: z.looseObject({ id, begin_at: zonelessTime, end_at: zonelessTime, pool_id: id }),
  filters: ["id", "begin_at", "end_at", "created_at", "updated_at", "pool_id", "future", "end"],
  ranges: [],
  sorts: ["id", "begin_at", "end_at", "created_at", "updated_at", "pool_id"],
  traversal: "last-to-first",
});
