/** Names for coalitions: a bloc takes three or four neighbours of the list. */
export const COALITION_NAMES = [
  "The Lanterns", "The Tides", "The Foundry", "The Orchard", "The Falcons", "The Comets", "The Weavers", "The Summit", "The Archipelago", "The Engines", "The Analysts",
  "The Meridian", "The Quarry", "The Navigators", "The Willows", "The Beacons", "The Mosaic", "The Cartographers", "The Glaciers", "The Parrots", "The Compilers",
  "The Daemons", "The Hollows", "The Signal", "The Terrace", "The Monsoon", "The Atlas", "The Juniper", "The Obsidian", "The Prism", "The Ferry", "The Sirocco",
] as const;

export const COALITION_COLORS = ["#0f766e", "#b45309", "#6d28d9", "#be123c", "#1d4ed8", "#4d7c0f", "#c2410c", "#0e7490"] as const;
