import { describe, expect, test } from "vitest";
import { chooseCampuses } from "../../../src/config/scope/choose-campuses.js";
import { isEveryCampus, parseCampuses } from "../../../src/config/scope/parse-campuses.js";

const campuses = [
  { id: 1, name: "Paris" },
  { id: 9, name: "Lyon" },
  { id: 12, name: "Madrid" },
  { id: 20, name: "São-Paulo" },
  { id: 31, name: "Le Havre" },
  { id: 44, name: "Málaga" },
  { id: 50, name: "Angoulême" },
  { id: 60, name: "Kyoto" },
  { id: 61, name: "Kyoto" },
];

const choose = (value: string): readonly number[] => chooseCampuses(parseCampuses(value), campuses);

function refusal(value: string): { message: string; hint: unknown } {
  try {
    choose(value);
  } catch (error) {
    if (error instanceof Error && "hint" in error && "code" in error && error.code === "E_CONFIG")
      return { message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("--campus", () => {
  test("takes numbers, names and slugs, whatever case and accents, each once", () => {
    expect(choose('12,paris,"Le Havre",le-havre, MALAGA ,são paulo,angouleme,1')).toEqual([
      12, 1, 31, 44, 20, 50,
    ]);
  });

  test("names the nearest for a mistyped name", () => {
    expect(refusal("parsi")).toEqual({
      message: "--campus parsi: 42 has no such campus",
      hint: "did you mean Paris (1)?",
    });
    expect(refusal("le hvre")).toEqual({
      message: "--campus le hvre: 42 has no such campus",
      hint: "did you mean Le Havre (31)?",
    });
  });

  test("names all where none is near", () => {
    expect(refusal("atlantis")).toEqual({
      message: "--campus atlantis: 42 has no such campus",
      hint: "the campuses are Paris, Lyon, Madrid, São-Paulo, Le Havre, Málaga, Angoulême, Kyoto, Kyoto",
    });
  });

  test("names the nearest numbers for an unknown one", () => {
    expect(refusal("13")).toEqual({
      message: "--campus 13: 42 has no such campus",
      hint: "the nearest ids are 12 (Madrid), 9 (Lyon), 20 (São-Paulo)",
    });
  });

  test("asks for the number where several have the name", () => {
    expect(refusal("kyoto")).toEqual({
      message: "--campus kyoto: several campuses have this name",
      hint: "give the id: 60 or 61",
    });
  });

  test("means every campus with all alone", () => {
    const all = ["all", "ALL", "all,12"].map((value) => isEveryCampus(parseCampuses(value)));
    expect(all).toEqual([true, true, false]);
  });

  test("needs a campus", () => {
    expect(() => parseCampuses(",")).toThrow(
      "no campus is named; for example --campus 12 or --campus paris,lyon",
    );
  });
});
