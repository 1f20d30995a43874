/**
 * The scopes in which tables of a data schema were begun: there is a watermark or a resume point. Columns
 * `table_name` and `scope`; the argument is SQL.
 */
export function begunSql(schema: string): string {
  return `(select w.table_name, w.scope from sync42.watermarks w where w.data_schema = ${schema}
    union select r.table_name, r.scope from sync42.resume_points r where r.data_schema = ${schema})`;
}
