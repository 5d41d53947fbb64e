using Xunit.Sdk;
using Xunit.v3;

// Whole systems, each of which fills the machine: side by side they would judge each other's load.
[assembly: Parallelization(Mode = ParallelMode.None)]
