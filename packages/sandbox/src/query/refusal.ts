/**
 * An error response: thrown where the reason is found, answered at the top. Never leaves the sandbox.
 */
export class Refusal extends Error {
  override readonly name = "Refusal" as const;

  constructor(
    readonly status: number,
    /** JSON, or text when it is a string. */
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`refused with ${status}`);
  }
}

/** 404 with `{}`, for unknown paths and ids (observed in 2026). */
export const notFound = (): Refusal => new Refusal(404, {});

/** 400 for a name that the endpoint doesn't know (observed in 2026). */
export const unknownNames = (
  kind: "Filter" | "Range",
  names: readonly string[],
  allowed: readonly string[],
): Refusal =>
  new Refusal(400, {
    error: `${kind} Error`,
    message:
      `Attributes ${names.join(", ")} doesn't exists. You can only ${kind.toLowerCase()} on: ` +
      `[${allowed.join(", ")}]`,
  });
