/** ARCHITECTURE's import rules, as checks. An adapter wraps one or two libraries and never imports another adapter. */
const ADAPTERS = '^src/(journal|fix|inference|market-data|training|validation|drop-copy|dashboard|clock)/';
/** Reading of text files, gzipped or not: what every reader of data would otherwise write again. */
const FILES = '^src/files/';
/** What FIX messages are read with: the codec, and the tables of tags. */
const CODEC = '^src/fix/(codec|generated)/';
/** What runs in a browser. */
const WEB = '^src/dashboard/web/';
const pure = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    pure('core-imports-core', '^src/core/', ['^src/core/']),
    pure('matching-imports-itself-and-numbers', '^simulator/matching/', ['^simulator/matching/', '^src/core/numbers']),
    {
      ...pure('files-import-core', '^src/files/', ['^src/files/', '^src/core/']),
      to: { path: '^(src|simulator|test|bench)/', pathNot: ['^src/files/', '^src/core/'] },
    },
    pure('training-imports-core', '^src/training/', ['^src/training/', '^src/core/']),
    pure('pipeline-imports-core-and-rxjs', '^src/pipeline/', ['^src/pipeline/', '^src/core/', '^node_modules/rxjs/']),
    {
      name: 'adapters-never-import-each-other',
      severity: 'error',
      from: { path: ADAPTERS, pathNot: '^src/drop-copy/' },
      to: { path: '^(src|simulator|test|bench)/', pathNot: ['^src/$1/', '^src/core/', FILES] },
    },
    {
      name: 'drop-copy-imports-core-files-and-the-codec',
      severity: 'error',
      from: { path: '^src/drop-copy/' },
      to: { path: '^(src|simulator|test|bench)/', pathNot: ['^src/drop-copy/', '^src/core/', FILES, CODEC] },
    },
    {
      name: 'the-page-imports-itself-preact-and-types',
      severity: 'error',
      from: { path: WEB },
      to: { pathNot: [WEB, '^src/dashboard/feed\\.ts$', '^node_modules/(preact|uplot)/'] },
    },
    {
      name: 'nobody-imports-the-page',
      severity: 'error',
      from: { path: '^(src|simulator|bench)/', pathNot: WEB },
      to: { path: WEB },
    },
    {
      name: 'simulator-imports-core-and-only-its-fix-face-imports-fix',
      severity: 'error',
      from: { path: '^simulator/(?!fix/)' },
      to: { path: '^(src|test|bench)/', pathNot: ['^src/core/', FILES] },
    },
    {
      name: 'simulator-fix-imports-core-and-fix',
      severity: 'error',
      from: { path: '^simulator/fix/' },
      to: { path: '^(src|test|bench)/', pathNot: ['^src/core/', '^src/fix/'] },
    },
    {
      name: 'only-run-tests-and-bench-import-simulator',
      severity: 'error',
      from: { pathNot: '^(simulator|src/run|test|bench)/' },
      to: { path: '^simulator/' },
    },
    {
      name: 'only-cli-and-tests-import-run',
      severity: 'error',
      from: { pathNot: '^(src/run|src/cli|test|bench)/' },
      to: { path: '^src/run/' },
    },
    { name: 'nobody-imports-tests', severity: 'error', from: { path: '^(src|simulator|bench)/' }, to: { path: '^test/' } },
    {
      name: 'shipped-code-needs-no-dev-packages',
      severity: 'error',
      from: { path: '^(src|simulator)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
