// The borders of the house. Every rule here has a breach in tests/architecture that must be caught.

const domain = '^main/clinic/([^/]+)/';

/** A rule in one line: what may not reach what. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', 'A circle of modules has no bottom to start reading at.', {}, { circular: true }),
    rule(
      'no-unresolvable',
      'What cannot be found cannot be checked.',
      { pathNot: '\\.css$' },
      { couldNotResolve: true, pathNot: ['^electron$', '\\?'] },
    ),
    rule(
      'shared-is-a-leaf',
      'Both sides stand on shared/; it stands on nothing of theirs.',
      { path: '^shared/' },
      { path: '^(main|renderer|tests)/' },
    ),
    rule('shared-runs-anywhere', 'No Node in shared/.', { path: '^shared/' }, { dependencyTypes: ['core'] }),
    rule('renderer-never-sees-main', 'Types included.', { path: '^renderer/' }, { path: '^main/' }),
    rule(
      'renderer-never-sees-node',
      'The page is sandboxed.',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'main-never-sees-renderer',
      'Main must run without a page.',
      { path: '^main/' },
      { path: '^renderer/' },
    ),
    rule(
      'product-never-sees-tests',
      'Tests look at the product, not the other way.',
      { path: '^(main|renderer|shared)/' },
      { path: '^tests/' },
    ),
    rule(
      'clinic-below-transport',
      'The business knows no wire, no shell and no launcher; routes.ts alone knows procedures.',
      { path: '^main/clinic/', pathNot: '/routes\\.ts$' },
      { path: '^main/(rpc|shell|desk|launch|page)/|^main/(main|preload)\\.ts$' },
    ),
    rule(
      'other-domains-by-service-only',
      "A domain's service.ts is its only door.",
      { path: domain },
      { path: domain, pathNot: ['^main/clinic/$1/', '^main/clinic/[^/]+/service\\.ts$'] },
    ),
    rule(
      'rules-are-pure',
      'Rules decide from what they are given: no database, no clock, no wire.',
      { path: '^main/clinic/.*rules\\.ts$|^shared/rules/' },
      {
        path: '.',
        pathNot: [
          '^shared/',
          'rules\\.ts$',
          '^main/reference/',
          '^main/clinic/refusal\\.ts$',
          '^node_modules/(decimal\\.js|temporal-polyfill|zod)/',
        ],
      },
    ),
    rule(
      'infrastructure-below-clinic',
      'Store, chain, feed, keys and paper serve the clinic and do not know it.',
      { path: '^main/(db|audit|changes|paper|keys|post)/' },
      { path: '^main/(clinic|rpc|shell|desk|launch)/' },
    ),
    rule(
      'migrations-are-frozen',
      'A step that imports living code changes after its release; a type cannot change what it does.',
      { path: '^main/db/migrations/\\d{4}-' },
      { path: '.', pathNot: '^node_modules/kysely/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'screens-do-not-know-each-other',
      'What two screens share belongs below them.',
      { path: '^renderer/screens/([^/]+)/' },
      { path: '^renderer/screens/', pathNot: '^renderer/screens/$1/' },
    ),
    rule(
      'screens-below-app',
      'The app composes screens.',
      { path: '^renderer/screens/' },
      { path: '^renderer/app/' },
    ),
    rule(
      'ui-knows-no-clinic',
      'The ui could serve a bakery.',
      { path: '^renderer/ui/' },
      { path: '^renderer/(screens|app)/|^renderer/rpc\\.ts$|^shared/contract/' },
    ),
    rule(
      'electron-at-the-edge',
      'Only the shell, its door and the boot story know Electron.',
      {
        path: '^(main|renderer|shared)/',
        pathNot: '^main/(main|preload)\\.ts$|^main/shell/|^main/rpc/desktop(-abilities)?\\.ts$',
      },
      { path: '^electron$|^node_modules/electron/' },
    ),
    rule(
      'sql-in-stores',
      'Statements stand in stores and in the store room, nowhere else.',
      { path: '^(main|shared|renderer)/', pathNot: '^main/(db|audit|changes)/|store\\.ts$' },
      { path: '^node_modules/kysely/' },
    ),
    rule(
      'sqlite-in-one-file',
      'One function opens the store, with every setting read back.',
      { path: '^(main|shared|renderer)/', pathNot: '^main/db/open\\.ts$' },
      { path: '^node_modules/better-sqlite3/' },
    ),
    rule(
      'pdfkit-in-paper',
      'Paper is drawn through our own pages.',
      { path: '^(main|shared|renderer)/', pathNot: '^main/paper/' },
      { path: '^node_modules/(@types/)?pdfkit/' },
    ),
    rule(
      'mail-in-post',
      'Nothing but the post speaks to a mail server.',
      { path: '^(main|shared|renderer)/', pathNot: '^main/post/' },
      { path: '^node_modules/emailjs/' },
    ),
    rule(
      'orpc-confined',
      'The RPC library may be replaced; so few files know it.',
      {
        path: '^(main|shared|renderer)/',
        pathNot: '^shared/contract/(index|procedure|errors)\\.ts$|^main/rpc/|^renderer/rpc\\.ts$',
      },
      { path: '^node_modules/@orpc/' },
    ),
  ],
  options: {
    // Packages are ends of edges, never walked into.
    doNotFollow: { path: 'node_modules' },
    preserveSymlinks: true,
    exclude: { path: '\\.(css|json)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
