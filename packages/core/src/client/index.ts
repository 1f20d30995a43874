export { createClient, type Client, type ClientCore, type ClientOptions, type Usage } from "./create-client.js";
export type { ItemMisfit, Page, PageMeta, Resume } from "./page.js";
export type { FilterValue, OnInvalid, Query, QueryOf, RangeValue } from "./query.js";
export type { ByIds, ResourceClient } from "./resource-client.js";
export type { UnknownFields } from "./unknown-fields.js";
