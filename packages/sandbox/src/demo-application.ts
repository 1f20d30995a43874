import type { SandboxApplication } from "./sandbox-options.js";

const digits = (pair: string): string => pair.repeat(32);

/** The application that a sandbox knows by default. It's made up and only works with a sandbox. */
export const DEMO_APPLICATION = {
  id: 4242,
  name: "42sync sandbox",
  clientId: `u-s4t2ud-${digits("42")}`,
  clientSecret: `s-s4t2ud-${digits("24")}`,
  nextSecret: `s-s4t2ud-${digits("44")}`,
  perSecond: 2,
  perHour: 1200,
} as const satisfies SandboxApplication;
