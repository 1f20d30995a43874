/** Whether a table was begun in any scope: it has a watermark or a resume point. Both arguments are SQL. */
export function begunSql(schema: string, table: string): string {
  return `(exists (select from sync42.watermarks w where w.data_schema = ${schema} and w.table_name = ${table})
    or exists (select from sync42.resume_points r where r.data_schema = ${schema} and r.table_name = ${table}))`;
}
