export const numbers = (api: {
  readonly hits: () => readonly { readonly query: Readonly<Record<string, string>> }[];
}): (string | undefined)[] => api.hits().map((hit) => hit.query["page[number]"]);
