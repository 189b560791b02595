import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import { layers } from './lint/layers.mjs'

const house = { rules: { layers } }
const project = new URL('..', import.meta.url).pathname

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/release/', '**/test-results/', '**/.cache/'] },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    // A silenced check is a defect: there is no way to switch one off in a file.
    linterOptions: { noInlineConfig: true },
    plugins: { house },
    languageOptions: { parser: tseslint.parser },
    rules: {
      'house/layers': 'error',
      // `== null` asks for both kinds of nothing at once.
      eqeqeq: ['error', 'smart'],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['{shared,electron,renderer}/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: project } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // `{ id: _id, ...rest }` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Ports and doubles are async by contract though some answer at once.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings instead of an enum.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text only: markup from data never reaches the page.' },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Errors that cross the contract come as data and are thrown again as HouseError; tests look into what they get.
    files: ['**/*.test.{ts,tsx}', 'tests/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
)
