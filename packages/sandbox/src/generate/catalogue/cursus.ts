/**
 * A cursus of the simulated 42. Ids 1, 9, 21 and 53 mean the same as on the intranet; the rest is made up.
 */
export type CursusSeed = readonly [id: number, name: string, slug: string, kind: string, year: number];

export const CURSUS: readonly CursusSeed[] = [
  [1, "42", "42", "main_deprecated", 2014],
  [4, "Piscine C", "piscine-c", "piscine_deprecated", 2015],
  [9, "C Piscine", "c-piscine", "piscine", 2015],
  [11, "Summer camp", "summer-camp", "piscine_deprecated", 2016],
  [17, "Harbour", "harbour", "external_deprecated", 2017],
  [21, "42cursus", "42cursus", "main", 2019],
  [26, "Sandbox test", "sandbox-test", "test", 2020],
  [34, "Data piscine", "data-piscine", "external", 2020],
  [39, "101", "101", "external", 2020],
  [49, "Basecamp", "basecamp", "piscine_community", 2021],
  [53, "42.zip", "42-zip", "main", 2021],
  [65, "C Piscine Harbour", "c-piscine-harbour", "piscine", 2022],
  [66, "C Piscine Reloaded", "c-piscine-reloaded", "external", 2023],
  [69, "Discovery Piscine - Python", "discovery-piscine-python", "professional_training_deprecated", 2023],
  [78, "42Senior", "42senior", "main", 2024],
  [80, "Discovery Piscine - Web", "discovery-piscine-web", "professional_training", 2024],
];
