-- WITHOUT ROWID was added by hand: these tables are read by their key alone, and one tree is cheaper than two.
CREATE TABLE `batch_items` (
	`batch_id` text NOT NULL,
	`position` integer NOT NULL,
	`outcome` text NOT NULL,
	`grade_id` text,
	`rejection` text,
	`record` text,
	PRIMARY KEY(`batch_id`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `batch_items_by_grade` ON `batch_items` (`grade_id`);--> statement-breakpoint
CREATE INDEX `batch_items_waiting` ON `batch_items` (`batch_id`,`position`) WHERE outcome = 'waiting';--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`scorecard` text,
	`created_at` text NOT NULL,
	`finished_at` text,
	`failure` text
);
--> statement-breakpoint
CREATE TABLE `findings` (
	`criterion` text NOT NULL,
	`verdict` text NOT NULL,
	`grade_seq` integer NOT NULL,
	PRIMARY KEY(`criterion`, `verdict`, `grade_seq`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `grade_agents` (
	`agent_id` text NOT NULL,
	`grade_seq` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `grade_seq`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `grades` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`grade_key` text NOT NULL,
	`transcript_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`channel` text NOT NULL,
	`day` text,
	`scorecard` text NOT NULL,
	`total` real,
	`passed` integer,
	`red_lines` integer NOT NULL,
	`needs_review` integer NOT NULL,
	`passes` text NOT NULL,
	`doc` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grades_id_unique` ON `grades` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `grades_grade_key_unique` ON `grades` (`grade_key`);--> statement-breakpoint
CREATE INDEX `grades_by_day` ON `grades` (`day`,`seq`);--> statement-breakpoint
CREATE TABLE `replies` (
	`key` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `transcripts` (
	`transcript_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`doc` text NOT NULL,
	PRIMARY KEY(`transcript_id`, `content_hash`)
);
