import { good, type Check } from "../check.js";

/** Whether the API can be reached from here. */
export const apiCheck: Check = {
  name: "api",
  look: async (subject) => good(`${(await subject.answer()).url} answers`),
};
