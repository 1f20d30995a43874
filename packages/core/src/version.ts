/** Put in by the build from package.json; the sources themselves carry no version. */
declare const __CORE_VERSION__: string | undefined;

/** The package's version. */
export const version: string = typeof __CORE_VERSION__ === "string" ? __CORE_VERSION__ : "0.0.0-source";
