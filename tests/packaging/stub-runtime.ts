import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// A runtime that looks like Electron's to the packager and runs nowhere: enough to see what would be shipped, for
// three systems on one machine. Fuses are read and written in it as in the real one.

const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };

/** Electron's mark before its fuses, then wire version 1, nine fuses, all as Electron ships them. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100101'),
]);

export const systems = ['linux', 'win', 'mac'] as const;
export type System = (typeof systems)[number];

export async function writeStubRuntime(folder: string, system: System): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (system === 'linux') writeLinux(folder);
  else if (system === 'win') await writeWindows(folder);
  else writeMac(folder);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'stub');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'stub');
}

function writeLinux(folder: string): void {
  executable(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuseWire]));
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'locales', 'en-US.pak'), 'stub');
}

async function writeWindows(folder: string): Promise<void> {
  const { NtExecutable, NtExecutableResource, Resource } = await import('resedit');
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const info = Resource.VersionInfo.create(1033, {}, [
    {
      lang: 1033,
      codepage: 1200,
      values: { ProductName: 'Electron', FileDescription: 'Electron', OriginalFilename: 'electron.exe' },
    },
  ]);
  info.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  writeFileSync(join(folder, 'electron.exe'), Buffer.concat([Buffer.from(program.generate()), fuseWire]));
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'locales', 'en-US.pak'), 'stub');
}

function writeMac(folder: string): void {
  const app = join(folder, 'Electron.app', 'Contents');
  bundle(app, 'Electron');
  mkdirSync(join(app, 'Resources', 'en.lproj'), { recursive: true });
  writeFileSync(join(app, 'Resources', 'electron.icns'), 'stub');
  const frameworks = join(app, 'Frameworks');
  for (const suffix of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    bundle(join(frameworks, `Electron Helper${suffix}.app`, 'Contents'), `Electron Helper${suffix}`);
  }
  const framework = join(frameworks, 'Electron Framework.framework');
  mkdirSync(framework, { recursive: true });
  executable(join(framework, 'Electron Framework'), fuseWire);
}

function bundle(contents: string, name: string): void {
  mkdirSync(join(contents, 'MacOS'), { recursive: true });
  executable(join(contents, 'MacOS', name), Buffer.from('stub'));
  writeFileSync(
    join(contents, 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
`,
  );
}

function executable(path: string, bytes: Buffer): void {
  writeFileSync(path, bytes);
  chmodSync(path, 0o755);
}
