const major = Number(process.versions.node.split('.')[0]);
if (major < 24)
  throw new Error(`The encrypted store needs Node 24; this is ${process.version}. Run it through npm.`);
