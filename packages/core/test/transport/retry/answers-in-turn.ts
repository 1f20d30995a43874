import type { FakeAnswer } from "../../fake-api.js";

export const path = "/v2/users/norminet";

export const good: FakeAnswer = { json: { id: 1 } };

/** Answers what is given, one after the other, and the last one for ever. */
export const inTurn =
  (...answers: FakeAnswer[]) =>
  (_request: unknown, hit: number): FakeAnswer =>
    answers[Math.min(hit, answers.length) - 1] ?? good;
