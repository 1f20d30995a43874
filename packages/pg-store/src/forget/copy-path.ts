import type { AnyTable } from "@42sync/core/tables";

/** The jsonpath of copies of somebody inside an item, at any depth, see `copiedKeys`; `$id` is their key. */
export function copyPath({ key, people }: AnyTable): string {
  const field = (name: string | undefined): string => `@.${JSON.stringify(name ?? "id")}`;
  return (
    `$.**{1 to last} ? (${field(key[0])} == $id && exists(${field(people?.namedBy)}) && ` +
    `!exists(${field(people?.pointedAtBy)}))`
  );
}
