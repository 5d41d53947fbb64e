namespace Seatrial.Seeding.Proof;

/// <summary>The tests of a proof.</summary>
internal static class Statistics
{
    /// <summary>
    /// The probability that so many or more of a number of hits fall to the target, when hits are as likely in the control: the
    /// exact conditional test of two rates (Przyborowski and Wilenski, Biometrika 31, 1940).
    /// </summary>
    /// <param name="hits">Hits in the target.</param>
    /// <param name="lookups">Readings of the target.</param>
    /// <param name="controlHits">Hits in the control.</param>
    /// <param name="controlLookups">Readings of the control.</param>
    /// <param name="spread">How many times more hits vary than independent ones; they count for so many fewer.</param>
    public static double TooMany(long hits, long lookups, long controlHits, long controlLookups, double spread) =>
        hits == 0 || controlLookups == 0 ? 1 : Beta(hits / spread, (controlHits / spread) + 1, (double)lookups / (lookups + controlLookups));

    /// <summary>Which of several tests still say something when all are taken together: Holm, Scandinavian Journal of Statistics 6, 1979.</summary>
    /// <param name="probabilities">That of each.</param>
    /// <param name="rate">The probability of any alarm at all where there is nothing.</param>
    public static HashSet<int> Significant(IReadOnlyList<double> probabilities, double rate)
    {
        HashSet<int> significant = [];
        int[] order = [.. Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i])];
        for (int i = 0; i < order.Length && probabilities[order[i]] <= rate / (order.Length - i); i++)
        {
            significant.Add(order[i]);
        }

        return significant;
    }

    /// <summary>The regularized incomplete beta function, by its continued fraction (Lentz); Numerical Recipes, 6.4.</summary>
    public static double Beta(double a, double b, double x)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 / NotZero(1 - ((a + b) * x / (a + 1))), value = d;
        for (int m = 1; m < 20_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            double step = d * c;
            value *= step;
            if (Math.Abs(step - 1) < 1e-12)
            {
                break;
            }
        }

        return value;

        static double NotZero(double number) => Math.Abs(number) < Tiny ? Tiny : number;
    }

    /// <summary>Lanczos's approximation, with the coefficients of Godfrey (g = 7, n = 9).</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> coefficients =
        [
            0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        x--;
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.Length; i++)
        {
            sum += coefficients[i] / (x + i);
        }

        double t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
