/**
 * What every store must do, as tests for any test runner.
 *
 * @module @42sync/core/contract
 */
import { compareContract } from "./contract/compare.js";
import { countContract } from "./contract/counts.js";
import { goneContract } from "./contract/gone.js";
import { linkContract } from "./contract/links.js";
import { pageContract } from "./contract/pages.js";
import { probeContract } from "./contract/probes.js";
import { stateContract } from "./contract/state.js";
import type { ContractTest } from "./contract/contract-test.js";

export type { ContractTest, StoreUnderContract } from "./contract/contract-test.js";

/**
 * What every store must do, whatever it stores in, as tests for any test runner:
 *
 * ```ts
 * for (const { name, run } of storeContract) test(name, () => run(makeMyStore));
 * ```
 *
 * Each test asks for a store of its own, empty and ready to be written. It rejects with what is wrong.
 */
export const storeContract: readonly ContractTest[] = [
  ...pageContract,
  ...linkContract,
  ...countContract,
  ...compareContract,
  ...goneContract,
  ...stateContract,
  ...probeContract,
];
