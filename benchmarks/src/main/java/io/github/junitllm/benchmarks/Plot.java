package io.github.junitllm.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** A plot with lines, for the documentation. */
record Plot(XYChart chart) {

    static Plot of(String title, String across, String up) {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(450)
                .title(title)
                .xAxisTitle(across)
                .yAxisTitle(up)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        return new Plot(chart);
    }

    Plot lines(List<String> names, double[] across, double[][] up) {
        for (int i = 0; i < names.size(); i++) {
            chart.addSeries(names.get(i), across, up[i]);
        }
        return this;
    }

    void save(Path file) throws IOException {
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
