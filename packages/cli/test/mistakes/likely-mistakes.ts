/**
 * A mistake that anybody makes once, and what the command then says to the letter: `error: <message>`, below
 * it `hint: <hint>`.
 */
export interface LikelyMistake {
  readonly exit: number;
  readonly message: string;
  readonly hint: string;
}

/**
 * The twenty likeliest, in the order in which one comes to them. The test makes each and compares;
 * docs/errors.md shows them. What differs from place to place is `intra` for a database, `mirror` for a
 * schema, N for a number, T for a time.
 */
export const likelyMistakes = {
  "a Node that is too old": {
    exit: 2,
    message: "42sync needs Node 20.19 or newer, and this is 20.18.3 (/usr/bin/node)",
    hint: "install a newer one from https://nodejs.org, or with nvm: nvm install --lts",
  },
  "no credentials": {
    exit: 2,
    message: "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are not set",
    hint:
      "create an application at https://profile.intra.42.fr/oauth/applications/new and put its " +
      "UID and secret into .env; to try without one: 42sync demo",
  },
  "UID and secret swapped": {
    exit: 2,
    message: "FORTYTWO_CLIENT_ID and FORTYTWO_CLIENT_SECRET are swapped",
    hint: "the UID starts with u-s4t2ud-, the secret with s-s4t2ud-",
  },
  "a wrong or rotated secret": {
    exit: 3,
    message: "POST /oauth/token: 42 refuses the application's id or secret (invalid_client)",
    hint:
      "check that both were copied completely; 42 also rotates secrets about monthly: copy the " +
      "current one from the application's page on the intranet, and set the next one as " +
      "FORTYTWO_CLIENT_SECRET_NEXT",
  },
  "a mistyped command": {
    exit: 2,
    message: "unknown command nigthly",
    hint: "did you mean nightly?",
  },
  "a mistyped flag": {
    exit: 2,
    message: "nightly has no flag --campuss",
    hint: "did you mean --campus?",
  },
  "spaces after the commas of a list": {
    exit: 2,
    message: "too many words after nightly",
    hint:
      "list campuses after --campus without spaces around the commas, and quote names with " +
      "spaces; see: 42sync nightly --help",
  },
  "a mistyped table": {
    exit: 2,
    message: "--only cursus_user: unknown table",
    hint: "did you mean cursus_users?",
  },
  "a campus that 42 does not list": {
    exit: 2,
    message: "--campus Pariss: 42 has no such campus",
    hint: "did you mean Paris (1)?",
  },
  "a mistyped key of the config file": {
    exit: 2,
    message: "42sync.config.json: campuses: unknown key",
    hint: "did you mean campus?",
  },
  "a comma too many in the config file": {
    exit: 2,
    message: "can't read 42sync.config.json",
    hint: "line 1, column 17: a comma too many",
  },
  "a query before there is a copy": {
    exit: 2,
    message: "the embedded PostgreSQL in .42sync/db doesn't exist yet",
    hint: "fill it with 42sync nightly, try 42sync demo, or choose another with --database or DATABASE_URL",
  },
  "a proxy that Node goes past": {
    exit: 4,
    message: "POST /oauth/token: no connection (ETIMEDOUT) after N attempts",
    hint:
      "check the network, any firewall or proxy, and FORTYTWO_API_URL if it is set; HTTPS_PROXY " +
      "is set, but Node uses it only with NODE_USE_ENV_PROXY=1, from 24 or 22.21 on",
  },
  "a certificate of a proxy's own": {
    exit: 4,
    message: "POST /oauth/token: no connection (SELF_SIGNED_CERT_IN_CHAIN) after N attempts",
    hint: "a proxy or a virus scanner presents its own certificate: set NODE_EXTRA_CA_CERTS to its root",
  },
  "a database server that does not run": {
    exit: 5,
    message: "the database failed: connect ECONNREFUSED 127.0.0.1:1",
    hint:
      "check that the database server runs and that its address is right; then run again, it " +
      "goes on where it was",
  },
  "a wrong password of the database": {
    exit: 5,
    message: 'the database failed: password authentication failed for user "sync"',
    hint: "check the user and the password of the database URL",
  },
  "a database that does not exist": {
    exit: 5,
    message: 'the database failed: database "missing" does not exist',
    hint: "create the database, or correct its name in the database URL",
  },
  "no rights on the schema": {
    exit: 5,
    message: "the role sync may not migrate the schema mirror: permission denied for database intra",
    hint: 'as the database\'s owner: create schema "sync42" authorization "sync"; create schema "mirror" authorization "sync"; 42sync doctor names every right that is missing',
  },
  "two runs at once": {
    exit: 75,
    message: "the run nightly, process 1 on elsewhere holds the lock of the schema mirror since T",
    hint: "wait until it ends; if its machine is gone, select pg_terminate_backend(N) ends its connection",
  },
  "a full disk": {
    exit: 5,
    message: 'the database failed: could not extend file "base/5/16": No space left on device',
    hint: "make room on the disk of the database, then run again; it goes on where it was",
  },
} as const satisfies Readonly<Record<string, LikelyMistake>>;
