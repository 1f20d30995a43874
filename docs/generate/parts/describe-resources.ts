import { endpoints, type AnyEndpoint, type Traversal } from "@42sync/core";
import { codeList, markdownTable } from "../markdown.js";
import { declaredTables } from "./relations.js";

const traversals: Readonly<Record<Traversal, string>> = {
  keyset: "by ascending id, always page 1 of `range[id]=last+1,…`",
  "last-to-first": "from the last page to the first, with `sort=id`",
  "until-rest": "repeatedly, until two rounds in a row found the same ids",
};

/** All resources in one table. */
export function resourceOverview(): string {
  return markdownTable(
    ["resource", "path", "table", "traversal", "rows per page"],
    all().map((endpoint) => [
      `[\`${endpoint.name}\`](#${endpoint.name})`,
      `\`${endpoint.path}\``,
      tableOf(endpoint),
      endpoint.traversal,
      String(endpoint.pageSize),
    ]),
  );
}

/** What each list can do. */
export function describeResources(): string {
  return all().map(describe).join("\n\n");
}

/** The names of the client's properties. */
export function resourceNames(): string {
  return `${codeList(Object.keys(endpoints))}.`;
}

function all(): readonly AnyEndpoint[] {
  return Object.values(endpoints);
}

function tableOf({ name }: AnyEndpoint): string {
  const table = declaredTables.find((one) => one.resource === name);
  return table === undefined ? "" : `[${table.name}](database.md#${table.name})`;
}

function describe(endpoint: AnyEndpoint): string {
  const under = Object.entries(endpoint.under).map(
    ([name, path]) => `\`${path}\` with \`under: { ${name} }\``,
  );
  const ineffective = Object.entries(endpoint.ineffective ?? {});
  return [
    `## ${endpoint.name}`,
    markdownTable(
      ["", ""],
      [
        [
          "path",
          [...(endpoint.onlyUnder === undefined ? [`\`${endpoint.path}\``] : []), ...under].join("<br>"),
        ],
        ["filters", codeList(endpoint.filters) || "none"],
        ["ranges", codeList(endpoint.ranges) || "none"],
        ["sorts", codeList(endpoint.sorts) || "none"],
        ["read", `${traversals[endpoint.traversal]}, ${String(endpoint.pageSize)} rows per page`],
        ...ineffective.map(([parameter, why]) => [`no effect: \`${parameter}\``, why]),
      ],
    ),
  ].join("\n\n");
}
