export type { Answered, Client, ClientCore, PathOptions, PathPagesOptions } from "./client.js";
export type { ClientOptions, ClientSettings, Credentials, OwnTokens } from "./options/client-options.js";
export { createClient } from "./create-client.js";
export type { InvalidItem, Page, PageMeta, Resume } from "./page.js";
export type {
  Filter,
  FilterName,
  FilterValue,
  IdsQuery,
  OnInvalid,
  Query,
  Range,
  RangeName,
  SortName,
  Variant,
} from "./query/query.js";
export type { GetOptions, ResourceClient } from "./client.js";
export type { UnknownFields } from "./validation/unknown-fields.js";
