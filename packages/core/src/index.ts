export * from "./client/index.js";
export { systemClock, type Clock } from "./clock.js";
export * from "./errors/index.js";
export { silentLogger, type Logger } from "./logger.js";
export * from "./resource/index.js";
export { endpoints, inReferenceOrder, parentsOf, tables } from "./resources/index.js";
export * from "./transport/index.js";
export { version } from "./version.js";
