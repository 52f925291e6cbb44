CREATE TABLE `eval_findings` (
	`run_id` text NOT NULL,
	`position` integer NOT NULL,
	`transcript_id` text NOT NULL,
	`doc` text NOT NULL,
	PRIMARY KEY(`run_id`, `position`)
);
--> statement-breakpoint
CREATE TABLE `eval_runs` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`set_name` text NOT NULL,
	`part` text NOT NULL,
	`at` text NOT NULL,
	`doc` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `eval_runs_id_unique` ON `eval_runs` (`id`);