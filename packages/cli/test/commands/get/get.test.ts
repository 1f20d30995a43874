import { describe, expect, test } from "vitest";
import { commandLine, type Ended } from "../../support/command-line.js";
import { local42, pathsAsked } from "../../support/local-42.js";

const here = local42();
const get = (...argv: readonly string[]): Promise<Ended> =>
  commandLine(["get", ...argv], { env: here.env, fetch: here.fetch });
const lines = ({ out }: Ended): Record<string, unknown>[] =>
  out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const rows = (resource: string, keep: (row: Record<string, unknown>) => boolean = () => true): unknown[] =>
  here.sandbox.rows(resource).filter(keep);
const byId = (list: Record<string, unknown>[]): Record<string, unknown>[] =>
  list.sort((a, b) => Number(a["id"]) - Number(b["id"]));

describe("get", () => {
  test("is one item as JSON", async () => {
    expect(await get("/v2/cursus/21")).toEqual({
      code: 0,
      out: `${JSON.stringify(rows("cursus", ({ id }) => id === 21)[0], null, 2)}\n`,
      err: "",
    });
  });

  test("is a page of a list as NDJSON, as 42 orders it, and the slash in front may be missing", async () => {
    expect(lines(await get("v2/users", "--filter", "kind=student", "--page-size", "3"))).toEqual(
      rows("users", ({ kind }) => kind === "student")
        .reverse()
        .slice(0, 3),
    );
  });

  test("is a whole list by its own traversal: nothing is lost, nothing twice", async () => {
    const asked = here.sandbox.requests.length;
    const answer = await get("/v2/cursus/42cursus/cursus_users", "--all", "--page-size", "10");
    expect(byId(lines(answer))).toEqual(rows("cursus_users", (row) => row["cursus_id"] === 21));
    const listed = here.sandbox.requests.slice(asked).filter(({ path }) => path.endsWith("/cursus_users"));
    expect(listed.every(({ query }) => query["range[id]"] !== undefined)).toBe(true);
  });

  test("says of a page what 42 misreads, and shows what it answers", async () => {
    const { code, out, err } = await get("/v2/coalitions", "--filter", "campus_id=1", "--page-size", "2");
    expect({ code, items: out.trimEnd().split("\n").length, err }).toEqual({
      code: 0,
      items: 2,
      err:
        "warning: coalitions filter[campus_id]: 42 ignores it and answers every campus's " +
        "coalitions; ask blocs with filter campus_id instead\n",
    });
    expect(
      (
        await get(
          "/v2/cursus/21/users?page[number]=2",
          "--filter",
          "kind=student",
          "--sort",
          "-created_at,login",
        )
      ).err,
    ).toBe("");
  });

  test("takes filters that are alternatives, ranges, and a query in the path", async () => {
    const kinds = lines(
      await get(
        "/v2/users?range[id]=1,99999999",
        "--all",
        "--filter",
        "kind=admin",
        "--filter",
        "kind=external",
      ),
    );
    expect(byId(kinds)).toEqual(rows("users", ({ kind }) => kind === "admin" || kind === "external"));
    expect(lines(await get("/v2/locations", "--all", "--filter", "end_at=null"))).toEqual(
      expect.arrayContaining(rows("locations", (row) => row["end_at"] === null)),
    );
  });

  test("comes in an order of one's own, and ends where one's own limit does", async () => {
    const oldest = lines(await get("/v2/users", "--sort", "id", "--page-size", "3"));
    expect(oldest).toEqual(rows("users").slice(0, 3));
    const { code, out, err } = await get("/v2/users", "--all", "--page-size", "5", "--max-hits", "2");
    expect({
      code,
      rows: out.trimEnd().split("\n").length,
      err,
    }).toEqual({
      code: 6,
      rows: 10,
      err: "error: hit budget exhausted (2 of 2)\n  hint: raise --max-hits\n",
    });
  });

  test("is one array with --json, an empty one too", async () => {
    expect(
      byId(JSON.parse((await get("/v2/titles", "--all", "--json")).out) as Record<string, unknown>[]),
    ).toEqual(rows("titles"));
    expect(await get("/v2/users", "--all", "--json", "--filter", "login=nobody")).toEqual({
      code: 0,
      out: "[]\n",
      err: "",
    });
  });

  test("is no more items than --limit, and no more pages than these take", async () => {
    const asked = pathsAsked(here.sandbox).length;
    expect(lines(await get("/v2/users", "--limit", "7", "--page-size", "5")).map(({ id }) => id)).toEqual(
      rows("users")
        .slice(0, 7)
        .map((row) => (row as { id: number }).id),
    );
    expect(pathsAsked(here.sandbox).length - asked).toBe(2);
    expect(JSON.parse((await get("/v2/users", "--limit", "1", "--json")).out)).toHaveLength(1);
  });

  test("shows invalid items too", async () => {
    const other = local42();
    const id = Number(other.sandbox.rows("campus")[0]!["id"]);
    other.sandbox.update("campus", id, { name: 5 });
    const { code, out } = await commandLine(["get", "/v2/campus", "--all"], {
      env: other.env,
      fetch: other.fetch,
    });
    expect({ code, count: out.trimEnd().split("\n").length, told: out.includes('"name":5') }).toEqual({
      code: 0,
      count: 54,
      told: true,
    });
  });

  test("asks a list of its own words by numbered pages", async () => {
    expect(lines(await get("/v2/blocs?sort=-id&squad=1", "--all"))).toEqual(rows("blocs").reverse());
    expect(pathsAsked(here.sandbox)).toContain("blocs");
  });

  test.each([
    [["/v2/projects_users", "--all", "--filter", "cursus=21"], 2, "42 accepts it without any effect"],
    [["/v2/users", "--filter", "kind"], 2, "--filter kind: name=value is needed"],
    [["/v2/users", "--range", "id=1,2", "--range", "id=3,4"], 2, "--range id is given twice"],
    [
      ["/v2/users?page[number]=2", "--all"],
      2,
      "--all and --limit read page after page, but the path has page[number]",
    ],
    [["/v2/nothing"], 4, "404"],
  ])("%j ends with %i", async (argv, code, label) => {
    const ended = await get(...argv);
    expect({
      code: ended.code,
      out: ended.out,
      label: ended.err.includes(label) ? label : ended.err,
    }).toEqual({
      code,
      out: "",
      label,
    });
  });

  test("takes an address of the API as documentation and Link headers have it", async () => {
    const asked = here.sandbox.requests.length;
    const link =
      "https://api.intra.42.fr/v2/users?filter%5Bkind%5D=student&page%5Bnumber%5D=2&page%5Bsize%5D=3#top";
    expect(lines(await get(link))).toEqual(
      rows("users", ({ kind }) => kind === "student")
        .reverse()
        .slice(3, 6),
    );
    expect(byId(lines(await get("http://user@API.intra.42.fr:80/v2/titles", "--all")))).toEqual(
      rows("titles"),
    );
    const behind: typeof globalThis.fetch = (input, init) =>
      here.fetch(String(input).replace("4242/42/", "4242/"), init);
    await commandLine(["get", "http://127.0.0.1:4242/42/v2/cursus/21"], {
      env: { ...here.env, FORTYTWO_API_URL: "http://127.0.0.1:4242/42/" },
      fetch: behind,
    });
    expect(
      here.sandbox.requests
        .slice(asked)
        .map(({ path }) => path)
        .filter((path) => path !== "/oauth/token"),
    ).toEqual(["/v2/users", "/v2/titles", "/v2/cursus/21"]);
  });

  const hint = "  hint: give a path, like /v2/users; set FORTYTWO_API_URL for another API\n";
  test.each([
    [
      "https://elsewhere.example/v2/users?access_token=secret",
      {},
      "https://elsewhere.example is not https://api.intra.42.fr, and only that gets the token",
    ],
    [
      "https://api.intra.42.fr@elsewhere.example/v2/users",
      {},
      "https://elsewhere.example is not https://api.intra.42.fr, and only that gets the token",
    ],
    [
      "https://api.intra.42.fr.elsewhere.example/v2/users",
      {},
      "https://api.intra.42.fr.elsewhere.example is not https://api.intra.42.fr, and only that " +
        "gets the token",
    ],
    [
      "https://api.intra.42.fr:8443/v2/users",
      {},
      "https://api.intra.42.fr:8443 is not https://api.intra.42.fr, and only that gets the token",
    ],
    [
      "ftp://api.intra.42.fr/v2/users",
      {},
      "ftp://api.intra.42.fr is not https://api.intra.42.fr, and only that gets the token",
    ],
    [
      "https://api.intra.42.fr/v2/users",
      { FORTYTWO_API_URL: "http://127.0.0.1:4242" },
      "https://api.intra.42.fr is not http://127.0.0.1:4242, and only that gets the token",
    ],
    [
      "http://127.0.0.1:4242/v2/users",
      { FORTYTWO_API_URL: "http://127.0.0.1:4242/42" },
      "the address is not below the API's http://127.0.0.1:4242/42",
    ],
    ["https://[/v2/users", {}, "not a valid address"],
  ])("asks nobody for %s with %j", async (path, env, label) => {
    const asked: unknown[] = [];
    const fetch: typeof globalThis.fetch = (input) => {
      asked.push(input);
      return Promise.reject(new TypeError("nobody may be asked"));
    };
    expect([await commandLine(["get", path], { env: { ...here.env, ...env }, fetch }), asked]).toEqual([
      { code: 2, out: "", err: `error: ${label}\n${hint}` },
      [],
    ]);
  });

  test("needs an application", async () => {
    expect(await commandLine(["get", "/v2/users"], { fetch: here.fetch })).toMatchObject({
      code: 2,
      out: "",
    });
  });
});
