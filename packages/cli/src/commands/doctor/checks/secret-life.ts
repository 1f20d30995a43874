import { exitCodes } from "../../../errors/exit-code.js";
import { bad, good, type Check } from "../check.js";

const soonDays = 7;

/** How long the secret is valid: 42 rotates secrets about monthly, and a run without one fails. */
export const secretLifeCheck: Check = {
  name: "secret",
  look: async (subject) => {
    const { secretValidUntil } = await subject.client();
    const { nextClientSecret } = await subject.api();
    if (secretValidUntil === null) return good("42 does not tell until when it is valid");
    const days = Math.floor((secretValidUntil.getTime() - subject.clock.now()) / 86_400_000);
    const label =
      `valid for ${days < 1 ? "less than a day" : days === 1 ? "1 day" : `${String(days)} days`}, ` +
      `until ${secretValidUntil.toISOString().slice(0, 10)}`;
    if (days >= soonDays) return good(label);
    if (nextClientSecret !== undefined) return good(`${label}; the next one is in place`);
    return bad(
      exitCodes.credentials,
      label,
      "make the next secret on the application's page on the intranet, and put it into .env as " +
        "FORTYTWO_CLIENT_SECRET_NEXT: 42sync changes over by itself",
    );
  },
};
