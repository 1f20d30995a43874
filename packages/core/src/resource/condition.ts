/**
 * A condition on a column of stored rows: one of these values, between two bounds (both included), or one
 * that a column of another table has, links included: `{ column: "id", among: { table: "cursus_projects",
 * column: "project_id", where: [{ column: "cursus_id", in: [21] }] } }`.
 */
export type Condition =
  | { readonly column: string; readonly in: readonly (number | string | boolean)[] }
  | { readonly column: string; readonly from: number; readonly to: number }
  | {
      readonly column: string;
      readonly among: {
        readonly table: string;
        readonly column: string;
        readonly where: readonly Condition[];
      };
    };
