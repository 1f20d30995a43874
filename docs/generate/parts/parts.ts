import { commandOverview, describeCommands, describeExitCodes } from "./describe-commands.js";
import { describeCosts } from "./describe-costs.js";
import { describeErrors } from "./describe-errors.js";
import { describeMistakes } from "./describe-mistakes.js";
import { describeResources, resourceNames, resourceOverview } from "./describe-resources.js";
import { describeBookkeeping, describeTables } from "./describe-tables.js";
import { describeTypes } from "./describe-types.js";
import { entityDiagram } from "./entity-diagram.js";
import { exampleParts } from "./example-parts.js";
import type { Part } from "../fill-parts.js";
import { listExports } from "./list-exports.js";
import { ALL_ENDPOINTS } from "../../../packages/sandbox/src/endpoints/all-endpoints.js";
import { codeList } from "../markdown.js";
import { listDecisions } from "./list-decisions.js";

/** The generated parts of pages, by the name in their mark. */
export const parts: Readonly<Record<string, Part>> = {
  commands: describeCommands,
  "command-overview": commandOverview,
  "exit-codes": describeExitCodes,
  errors: describeErrors,
  mistakes: describeMistakes,
  "resource-overview": resourceOverview,
  resources: describeResources,
  "resource-names": resourceNames,
  "sandbox-resources": () => `${codeList(ALL_ENDPOINTS.map(({ resource }) => resource))}.`,
  "entity-diagram": entityDiagram,
  tables: describeTables,
  bookkeeping: describeBookkeeping,
  types: describeTypes,
  costs: describeCosts,
  ...exampleParts(),
  exports: listExports,
  decisions: listDecisions,
};
