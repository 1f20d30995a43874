import js from "@eslint/js";
import tseslint from "typescript-eslint";

const textIsNoState =
  "State lives in fields and columns: ask for a code, an outcome or an enumerated reason, never for words of a text.";
const text = "/^(message|hint|detail|reason)$/";
const freeText = "/^(message|hint|detail)$/";
const aString = `:matches(Literal[raw=/^["'].+["']$/], TemplateLiteral)`;
const searches = "/^(includes|startsWith|endsWith|match|matchAll|search|indexOf|lastIndexOf)$/";
const sqlOnText = "/\\b(reason|detail|message|hint)\\s+(not\\s+)?(i?like|similar to|!?~)/i";

/** No code decides by the text of a message or a reason; a reason that is an enumeration may be compared. */
export const noStateInText = [
  `CallExpression[callee.property.name=${searches}][callee.object.property.name=${text}]`,
  `CallExpression[callee.property.name=${searches}][callee.object.name=${text}]`,
  `CallExpression[callee.property.name=/^(test|exec)$/] > MemberExpression.arguments[property.name=${text}]`,
  `CallExpression[callee.property.name=/^(test|exec)$/] > Identifier.arguments[name=${text}]`,
  `BinaryExpression[operator=/^[!=]==?$/]:has(> MemberExpression[property.name=${freeText}]):has(> ${aString})`,
  `SwitchStatement > MemberExpression.discriminant[property.name=${freeText}]`,
  `TemplateElement[value.raw=${sqlOnText}]`,
  `Literal[value=${sqlOnText}]`,
].map((selector) => ({ selector, message: textIsNoState }));

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "coverage/**"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-expect-error": "allow-with-description", "ts-ignore": true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "no-control-regex": "off",
    },
  },
  {
    files: ["packages/*/src/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { object: "process", property: "exit", message: "Only bin ends the process." },
      ],
    },
  },
  {
    files: ["packages/*/src/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...noStateInText] },
  },
  {
    files: ["packages/core/src/**/*.ts"],
    rules: { "no-restricted-globals": ["error", "process", "Buffer", "setTimeout", "setInterval"] },
  },
  {
    files: ["**/test/**/*.ts", "testing/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off", "max-lines": ["error", 600] },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs", globals: { module: "writable" } } },
  {
    files: ["**/*.js"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { globals: { process: "readonly", URL: "readonly", console: "readonly" } },
  },
);
