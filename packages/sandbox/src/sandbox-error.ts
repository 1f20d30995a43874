/**
 * Wrong use of the sandbox itself: an unknown resource, an invalid duration. Never part of a response.
 */
export class SandboxError extends Error {
  override readonly name = "SandboxError" as const;

  constructor(
    /**
     * Stable: `E_SANDBOX_RESOURCE`, `E_SANDBOX_ROW`, `E_SANDBOX_DURATION`, `E_SANDBOX_APPLICATION`,
     * `E_SANDBOX_DATA`.
     */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
