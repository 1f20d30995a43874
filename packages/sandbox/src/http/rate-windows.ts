import type { Application } from "../oauth/applications.js";

/** The state of an application's windows after an attempt. */
interface Admission {
  /** `X-Application-*`, `X-Hourly-*` and `X-Secondly-*`: what remains after this attempt. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whole seconds to wait if the attempt is over the limit, else null. */
  readonly waitSeconds: number | null;
}

/** Counts attempts per application. */
export interface RateWindows {
  /** Counts an attempt at the instant, even if it is refused. */
  admit(application: Application, now: number): Admission;
}

const SECOND = 1000;
const HOUR = 3_600_000;

interface Counts {
  second: number;
  inSecond: number;
  hour: number;
  inHour: number;
}

/**
 * Two fixed windows per application, the clock second and the clock hour of the server: the text of the
 * 429 comes from a library that counts this way (inferred). Whether refused attempts count isn't known; here
 * they do, which is the harder case.
 */
export function createRateWindows(): RateWindows {
  const counts = new Map<Application, Counts>();
  return {
    admit: (application, now) => {
      const own = counts.get(application) ?? { second: -1, inSecond: 0, hour: -1, inHour: 0 };
      counts.set(application, own);
      const second = Math.floor(now / SECOND);
      const hour = Math.floor(now / HOUR);
      own.inSecond = own.second === second ? own.inSecond + 1 : 1;
      own.inHour = own.hour === hour ? own.inHour + 1 : 1;
      own.second = second;
      own.hour = hour;
      const toNextHour = Math.max(1, Math.ceil(((hour + 1) * HOUR - now) / SECOND));
      return {
        headers: rateHeaders(application, own),
        waitSeconds:
          own.inHour > application.perHour ? toNextHour : own.inSecond > application.perSecond ? 1 : null,
      };
    },
  };
}

/** Header values are ASCII; application names may not be. */
const headerSafe = (text: string): string => text.replaceAll(/[^ -~]/g, "?");

const rateHeaders = (application: Application, own: Counts): Record<string, string> => ({
  "X-Application-Id": String(application.id),
  "X-Application-Name": headerSafe(application.name),
  "X-Application-Roles": application.roles.length === 0 ? "None" : headerSafe(application.roles.join(", ")),
  "X-Hourly-RateLimit-Limit": String(application.perHour),
  "X-Hourly-RateLimit-Remaining": String(Math.max(0, application.perHour - own.inHour)),
  "X-Secondly-RateLimit-Limit": String(application.perSecond),
  "X-Secondly-RateLimit-Remaining": String(Math.max(0, application.perSecond - own.inSecond)),
});
