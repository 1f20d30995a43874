/** An answer before it becomes a Response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The body of every 429, word for word (three sources, 2023 to 2026). */
export const TOO_MANY = "429 Too Many Requests (Spam Rate Limit Exceeded)";

/** A JSON answer. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(body),
});
