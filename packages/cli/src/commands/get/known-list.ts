import { endpoints, type AnyEndpoint } from "@42sync/core";

/** A list that 42sync knows how to read without losing rows. */
export interface KnownList {
  readonly endpoint: AnyEndpoint;
  /** The scoped variant and its owner, as `{ campus: "12" }`. */
  readonly under: Readonly<Record<string, string>> | undefined;
}

/**
 * The declared list that a path leads to, of the user's own first, by itself or under an owner; not under one
 * whose name is encoded, which no slug of 42 is.
 */
export function findKnownList(path: string, own: readonly AnyEndpoint[] = []): KnownList | undefined {
  const parts = path.replace(/\/+$/, "").split("/");
  for (const endpoint of [...own, ...Object.values<AnyEndpoint>(endpoints)]) {
    if (endpoint.path === parts.join("/")) return { endpoint, under: undefined };
    for (const [variant, template] of Object.entries(endpoint.under)) {
      const at = template.split("/").indexOf(":id");
      const owner = parts[at];
      if (
        owner !== undefined &&
        owner !== "" &&
        !owner.includes("%") &&
        template === parts.with(at, ":id").join("/")
      )
        return { endpoint, under: { [variant]: owner } };
    }
  }
  return undefined;
}
