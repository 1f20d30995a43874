import { BudgetError } from "@42sync/core";
import { exitCodes } from "../../../errors/exit-code.js";
import { showCount, showTime } from "../../../terminal/text.js";
import { bad, good, type Check } from "../check.js";

/** How many requests are left in this hour; finding it out takes one. */
export const hitsCheck: Check = {
  name: "hits",
  look: async (subject) => {
    const client = await subject.client();
    try {
      await client.get("/v2/cursus", { query: { "page[size]": 1 } });
    } catch (error) {
      if (!(error instanceof BudgetError)) throw error;
      return bad(
        exitCodes.partial,
        "the hour's requests are spent",
        `wait until ${error.resetsAt === null ? "the next hour" : showTime(error.resetsAt)}; if ` +
          "that happens often, leave some to others with --reserve, or make an application of its " +
          "own for 42sync",
      );
    }
    const { remainingThisHour, perHour, perSecond } = client.usage;
    return good(
      `${remainingThisHour === null ? "an unknown number" : showCount(remainingThisHour)} of ` +
        `${showCount(perHour)} left in this hour, ${showCount(perSecond)} a second`,
    );
  },
};
