import { SandboxError } from "../sandbox-error.js";
import type { SandboxApplication } from "../sandbox-options.js";

/** An application as the sandbox stores it, with defaults and the current secret. */
export interface Application {
  readonly id: number;
  readonly name: string;
  readonly clientId: string;
  readonly perSecond: number;
  readonly perHour: number;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly forbidden: readonly string[];
  /** Milliseconds since 1970; null when it has no known end. */
  secretValidUntil: number | null;
  secret: string | null;
  nextSecret: string | null;
}

/** The known applications by client id. */
export interface Applications {
  /** The application with this id and its current secret, or undefined. */
  authenticate(clientId: string, secret: string, now: number): Application | undefined;
  /** @throws SandboxError E_SANDBOX_APPLICATION */
  get(clientId: string): Application;
  rotate(clientId: string): void;
}

const toApplication = (from: SandboxApplication): Application => ({
  id: from.id,
  name: from.name,
  clientId: from.clientId,
  // 2 a second and 1200 an hour: official guide, and headers seen in 2026.
  perSecond: from.perSecond ?? 2,
  perHour: from.perHour ?? 1200,
  roles: from.roles ?? [],
  scopes: from.scopes ?? ["public"],
  forbidden: from.forbidden ?? [],
  secretValidUntil: from.secretValidUntil?.getTime() ?? null,
  secret: from.clientSecret,
  nextSecret: from.nextSecret ?? null,
});

/** Stores the applications. The next secret takes over on `rotate`, or when the current one expires. */
export function createApplications(list: readonly SandboxApplication[]): Applications {
  const known = new Map(list.map((one) => [one.clientId, toApplication(one)]));
  const get = (clientId: string): Application => {
    const application = known.get(clientId);
    if (application === undefined)
      throw new SandboxError("E_SANDBOX_APPLICATION", `no application has the client id ${clientId}`);
    return application;
  };
  const rotate = (application: Application): void => {
    application.secret = application.nextSecret;
    application.nextSecret = null;
    application.secretValidUntil = null;
  };
  return {
    get,
    rotate: (clientId) => {
      rotate(get(clientId));
    },
    authenticate: (clientId, secret, now) => {
      const application = known.get(clientId);
      if (application === undefined) return undefined;
      if (application.secretValidUntil !== null && now >= application.secretValidUntil) rotate(application);
      return application.secret === secret ? application : undefined;
    },
  };
}
