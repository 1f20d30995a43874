import { expect, test } from "vitest";
import { AuthError } from "../../src/index.js";
import { planProbe } from "../../src/probe/index.js";
import { at, refusing, sound } from "./breaking.js";
import { differing, everything, probed, probedSome, settingOf, some, untold } from "./probed.js";

test("the sandbox is as expected in every fact of every list, within 80 hits", async () => {
  const report = await probed();
  expect([differing(report), untold(report)]).toEqual([[], []]);
  expect([report.hits <= 80, report.finished, report.different]).toEqual([true, true, false]);
});

test("the price is known before anything is asked, and holds where nothing is refused", async () => {
  expect(planProbe(some)).toEqual({ lists: 7, hits: 22, atMost: 80 });
  expect((await probedSome(sound)).hits).toBe(22);
  expect([planProbe(everything).hits <= 80, planProbe(everything, 40)]).toEqual([
    true,
    { lists: planProbe(everything).lists, hits: 40, atMost: 40 },
  ]);
});

test("hits never pass the maximum; first pages go first, and what was not asked is not seen", async () => {
  const report = await probedSome(sound, { maxHits: 8 });
  expect([report.hits, report.finished, report.error, differing(report)]).toEqual([8, false, null, []]);
  const readable = report.facts.filter(({ fact }) => fact.endsWith(".readable"));
  expect(readable.map(({ holds }) => holds)).toEqual(Array(7).fill(true));
  expect(untold(report)[0]).toEqual(["api.past-end", "not asked"]);
});

test("a maximum above 80 is 80", async () => {
  const { sandbox, client } = settingOf(at("/v2/projects", refusing("range[id]")));
  const report = await probed({ sandbox, client }, { maxHits: 1000 });
  expect([
    report.hits <= 80,
    sandbox.requests.filter(({ path }) => path.startsWith("/v2/")).length <= 80,
  ]).toEqual([true, true]);
});

test("a list that is forbidden ends its other facts, and no other list's", async () => {
  const report = await probedSome(at("/v2/locations", refusing("page[size]", 403)));
  expect(differing(report)).toEqual([["locations.readable", "403"]]);
  expect(new Set(untold(report).map(([fact]) => fact?.split(".")[0]))).toEqual(new Set(["locations"]));
  expect(report.hits).toBe(19);
});

test("a list that fails is not seen, and is no difference", async () => {
  const report = await probedSome(at("/v2/titles", refusing("page[size]", 500)));
  expect(differing(report)).toEqual([]);
  expect(untold(report)[0]).toEqual(["titles.readable", "500"]);
});

test("a refused application ends the probe with what it has", async () => {
  const report = await probedSome(at("/v2/locations", refusing("page[size]", 401)));
  expect(report.error).toBeInstanceOf(AuthError);
  expect([report.finished, differing(report)]).toEqual([false, []]);
});

test("a sentence stands beside each fact, and no name of a fact comes twice", async () => {
  const { facts } = await probedSome(sound);
  expect(facts.filter(({ sentence, expected, seen }) => [sentence, expected, seen].includes(""))).toEqual([]);
  expect(new Set(facts.map(({ fact }) => fact)).size).toBe(facts.length);
});
