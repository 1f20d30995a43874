import { BudgetError } from "@42sync/core";
import { exitCodes } from "../../errors/exit-code.js";
import { showSeconds, showCount, showTime } from "../../terminal/text.js";
import { good, type Check, bad, unknown } from "./check.js";

/** Whether the API can be reached from here. */
export const apiCheck: Check = {
  name: "api",
  look: async (subject) => good(`${(await subject.answer()).url} answers`),
};

/** 42sync uses 42's clock; this machine's is only for ages and schedules. */
const mostSeconds = 60;

/** How far this machine's clock is from 42's. */
export const clockCheck: Check = {
  name: "clock",
  look: async (subject) => {
    const { aheadSeconds } = await subject.answer();
    if (aheadSeconds === null) return unknown("the API's response has no date");
    const off = Math.abs(aheadSeconds);
    if (off <= mostSeconds) return good("within a minute of 42's");
    return bad(
      exitCodes.usage,
      `${showSeconds(off)} ${aheadSeconds > 0 ? "ahead of" : "behind"} 42's`,
      "let NTP set the clock (timedatectl set-ntp true); no row is lost, because 42sync uses 42's clock",
    );
  },
};

/** Whether 42 gives the application a token. */
export const credentialsCheck: Check = {
  name: "credentials",
  look: async (subject) => {
    const { clientId } = await subject.api();
    await subject.client();
    return good(`42 knows the application ${clientId.length > 24 ? `${clientId.slice(0, 20)}…` : clientId}`);
  },
};

const soonDays = 7;

/** When the secret expires: 42 rotates secrets about monthly, and a run without a valid one fails. */
export const secretLifeCheck: Check = {
  name: "secret",
  look: async (subject) => {
    const { secretValidUntil } = await subject.client();
    const { nextClientSecret } = await subject.api();
    if (secretValidUntil === null) return good("42 doesn't report its expiry date");
    const days = Math.floor((secretValidUntil.getTime() - subject.clock.now()) / 86_400_000);
    const label =
      `valid for ${days < 1 ? "less than a day" : days === 1 ? "1 day" : `${String(days)} days`}, ` +
      `until ${secretValidUntil.toISOString().slice(0, 10)}`;
    if (days >= soonDays) return good(label);
    if (nextClientSecret !== undefined) return good(`${label}; the next secret is set`);
    return bad(
      exitCodes.credentials,
      label,
      "create the next secret on the application's page on the intranet, and put it into .env as " +
        "FORTYTWO_CLIENT_SECRET_NEXT; 42sync switches to it by itself",
    );
  },
};

/** How many requests remain this hour; finding out takes one. */
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
        "no requests remain this hour",
        `wait until ${error.resetsAt === null ? "the next hour" : showTime(error.resetsAt)}; if ` +
          "this happens often, leave some for others with --reserve, or create a separate " +
          "application for 42sync",
      );
    }
    const { remainingThisHour, perHour, perSecond } = client.usage;
    return good(
      `${remainingThisHour === null ? "an unknown number" : showCount(remainingThisHour)} of ` +
        `${showCount(perHour)} remain this hour, ${showCount(perSecond)} a second`,
    );
  },
};
