import { exitCodes } from "../../../errors/exit-code.js";
import { showSeconds } from "../../../terminal/text.js";
import { bad, good, unknown, type Check } from "../check.js";

/** 42sync goes by 42's clock, and needs its own for ages and schedules only. */
const mostSeconds = 60;

/** How far this machine's clock is from 42's. */
export const clockCheck: Check = {
  name: "clock",
  look: async (subject) => {
    const { aheadSeconds } = await subject.answer();
    if (aheadSeconds === null) return unknown("the API's answer has no date");
    const off = Math.abs(aheadSeconds);
    if (off <= mostSeconds) return good("as 42's, within a minute");
    return bad(
      exitCodes.usage,
      `${showSeconds(off)} ${aheadSeconds > 0 ? "ahead of" : "behind"} 42's`,
      "let NTP set the clock (timedatectl set-ntp true); no row is lost by it, because 42sync goes by 42's clock",
    );
  },
};
