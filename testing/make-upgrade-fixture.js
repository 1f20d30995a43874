// `node testing/make-upgrade-fixture.js <built checkout> <empty database> <file>`: fills the database with what the
// commands of that release leave behind, of every kind, and dumps it as plain INSERTs. Needs `pg_dump`.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";

const [checkout, database, file] = process.argv.slice(2);
if (file === undefined) {
  console.error("which release? Next: node testing/make-upgrade-fixture.js <checkout> <postgres://…> <file>");
  process.exit(2);
}
const released = (path) => join(resolve(checkout), "packages", path);
const { createSandbox, DEMO_APPLICATION } = await import(
  pathToFileURL(released("sandbox/dist/index.js")).href
);
const { serveSandbox } = await import(pathToFileURL(released("sandbox/dist/server.js")).href);

const sandbox = createSandbox({
  size: 14,
  applications: [{ ...DEMO_APPLICATION, perSecond: 1000, perHour: 100_000 }],
});
const served = await serveSandbox(sandbox);
const folder = mkdtempSync(join(tmpdir(), "42sync-fixture-"));
const pool = new pg.Pool({ connectionString: database });

/** Takes most of the reference lists away, so that the file stays small. @returns what brings a coalition back */
function prune() {
  const keep = (resource, isKept) => {
    for (const row of sandbox.rows(resource)) if (!isKept(row)) sandbox.remove(resource, row.id);
  };
  keep("projects_users", ({ id }) => id % 3 !== 0);
  const used = (resource, idOf) => new Set(sandbox.rows(resource).map(idOf));
  const campuses = used("campus_users", (row) => row.campus_id);
  const projects = used("projects_users", (row) => row.project.id);
  const coalitions = used("coalitions_users", (row) => row.coalition_id);
  const sessions = new Map(sandbox.rows("project_sessions").map((row) => [row.project_id, row.id]));
  keep("campus", ({ id }) => [...campuses].slice(0, 8).includes(id));
  keep("projects", ({ id }) => projects.has(id));
  keep(
    "project_sessions",
    ({ id, project_id }) => projects.has(project_id) && sessions.get(project_id) === id,
  );
  keep("achievements", ({ id }) => id % 3 === 0);
  keep("achievements_users", ({ achievement_id: id }) => id % 3 === 0);
  // The rows of two coalitions' members wait in quarantine: for one that never comes, and for one that comes later.
  const [, later] = coalitions;
  const row = sandbox.rows("coalitions").find(({ id }) => id === later);
  keep("coalitions", ({ id }) => [...coalitions].slice(2).includes(id));
  return () => {
    sandbox.insert("coalitions", row);
  };
}

/**
 * Runs a command of the release. While it runs, 42 fails or hangs where `meet` says so; at the n-th request for
 * `at` the process gets a signal.
 */
async function command(argv, { signal, at, nth = 1, fails } = {}) {
  let requests = 0;
  let child;
  const isMet = ({ path }) => {
    if (at === undefined || !path.includes(at) || ++requests !== nth) return false;
    child.kill(signal);
    return signal === "SIGKILL";
  };
  const takeBack = [sandbox.fault({ kind: "hang", times: Infinity, when: isMet })];
  if (fails !== undefined)
    takeBack.push(
      sandbox.fault({
        kind: "status",
        status: 500,
        times: Infinity,
        when: ({ path }) => path.includes(fails),
      }),
    );
  child = spawn(process.execPath, [released("cli/bin/42sync.js"), ...argv, "--database", database], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      FORTYTWO_API_URL: served.url,
      FORTYTWO_CLIENT_ID: DEMO_APPLICATION.clientId,
      FORTYTWO_CLIENT_SECRET: DEMO_APPLICATION.clientSecret,
    },
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  for (const take of takeBack) take();
  console.error(`— ${argv.join(" ")}: ${code === null ? "killed" : String(code)}`);
}

const rows = async (sql) => (await pool.query(sql)).rows;

try {
  const bringCoalition = prune();
  // Stopped with a resume point, killed, with a failed pass, complete.
  await command(["nightly"], { signal: "SIGINT", at: "projects_users" });
  await command(["nightly"], { signal: "SIGKILL", at: "campus_users" });
  await command(["nightly"], { fails: "achievements_users" });
  await command(["nightly"]);
  sandbox.advance("1d");
  const people = (await rows("select id::int from users order by id")).map(({ id }) => id);
  // Items that do not fit their declaration, and one that fits it and not its column.
  sandbox.update("users", people[0], { wallet: "x" });
  sandbox.update("users", people[1], { wallet: 30_000_000_000 });
  sandbox.update("users", people[2], { correction_point: "y" });
  bringCoalition();
  sandbox.advance("1m");
  await command(["incremental"]);
  // What a newer release would do whose declaration takes it.
  await pool.query(
    "update sync42.quarantine set payload = jsonb_set(payload, '{correction_point}', '7') where row_key = $1",
    [String(people[2])],
  );
  sandbox.update("users", people[2], { correction_point: 7 }, { touch: false });
  sandbox.advance("1h");
  await command(["incremental"]);
  await command(["forget", String(people[3]), "--yes"]);
  await command(["verify", "--only", "campuses,projects_users,users"]);
  await command(["verify", "--only", "achievements_users", "--budget", "5"], { fails: "achievements_users" });
  await command(["nightly", "--cursus", "9"], { signal: "SIGINT", at: "projects_users" });
  // Who entered, moved or is gone, while their other rows are not read yet; and a run that nobody has closed.
  sandbox.advance("20d");
  sandbox.remove("users", people[4]);
  await command(["nightly", "--only", "users,projects_users"]);
  await command(["nightly"], { signal: "SIGKILL", at: "projects" });
  await anonymize();
  writeFileSync(file, dump());
} finally {
  await pool.end();
  await served.close();
  rmSync(folder, { recursive: true });
}

/** Who ran it, and where the sandbox listened, are of this machine. */
async function anonymize() {
  for (const table of ["runs", "locks"])
    await pool.query(`update sync42.${table} set holder = 'pid 1 on host' where holder is not null`);
  await pool.query("update sync42.sources set source = 'https://api.intra.42.fr'");
  await pool.query(
    "update sync42.budgets set application = replace(application, $1, 'https://api.intra.42.fr')",
    [served.url],
  );
}

/** Statements that any driver can run one after the other: no settings, no commands of psql. */
function dump() {
  const text = execFileSync(
    "pg_dump",
    ["--inserts", "--no-owner", "--no-privileges", "--no-comments", database],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    },
  );
  const ours = text.split("\n").filter((line) => !/^(--|SET |SELECT pg_catalog\.set_config|\\|$)/.test(line));
  return `${ours.join("\n")}\n`;
}
