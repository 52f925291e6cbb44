// Loaded with --import: writes the process's peak resident set to stderr when it ends.
process.on('exit', () => process.stderr.write(`peak memory: ${process.resourceUsage().maxRSS} kB\n`))
