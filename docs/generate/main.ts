import { createProgram } from "../../packages/cli/src/create-program.js";
import { tables } from "@42sync/core";
console.log(Object.keys(tables).length, typeof createProgram);
