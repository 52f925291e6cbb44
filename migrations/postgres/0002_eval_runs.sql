CREATE TABLE "eval_findings" (
	"run_id" text NOT NULL,
	"position" bigint NOT NULL,
	"transcript_id" text NOT NULL,
	"doc" text NOT NULL,
	CONSTRAINT "eval_findings_run_id_position_pk" PRIMARY KEY("run_id","position")
);
--> statement-breakpoint
CREATE TABLE "eval_runs" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"set_name" text NOT NULL,
	"part" text NOT NULL,
	"at" text NOT NULL,
	"doc" text NOT NULL,
	CONSTRAINT "eval_runs_id_unique" UNIQUE("id")
);
