package dev.pawl.lm.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// libtorch: the one class that knows it. An instance belongs to the thread that made it.
///
/// Native memory is not the garbage collector's: what is made within [#scope] is freed at its end.
/// Scopes nest; a tensor must be made in the scope in which it is last used, or in an outer one.
public final class Torch {

  /// What computes.
  public enum Processor {
    CPU,
    /// With bfloat16 where libtorch thinks it safe.
    CUDA
  }

  /// An option for a JVM in which everything is made in a [#scope]: the garbage collector need not
  /// look after native memory too.
  public static final String SCOPES_ONLY = "-Dorg.bytedeco.javacpp.nopointergc=true";

  private final Processor processor;

  /// @param threads of one operation, on the CPU; they are part of what makes results repeatable
  public Torch(Processor processor, int threads) {
    this.processor = processor;
    if (processor == Processor.CUDA && !torch.cuda_is_available()) {
      throw new IllegalStateException(
          "training on CUDA was asked for, and libtorch finds no such device; build with"
              + " -Dtorch.extension=-gpu on a machine that has one, or train on the CPU");
    }
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /// Runs `body` and frees every tensor that it made.
  public <T> T scope(Supplier<T> body) {
    try (PointerScope _ = new PointerScope()) {
      return body.get();
    }
  }

  /// Runs `body` without keeping what a gradient would need.
  public <T> T withoutGradient(Supplier<T> body) {
    try (AutoGradMode _ = new AutoGradMode(false)) {
      return body.get();
    }
  }

  /// Runs `body`, a forward pass, in the precision of the processor.
  public <T> T mixed(Supplier<T> body) {
    if (processor == Processor.CPU) {
      return body.get();
    }
    torch.set_autocast_dtype(DeviceType.CUDA, ScalarType.BFloat16);
    torch.set_autocast_enabled(DeviceType.CUDA, true);
    torch.increment_nesting();
    try {
      return body.get();
    } finally {
      if (torch.decrement_nesting() == 0) {
        torch.clear_cache();
      }
      torch.set_autocast_enabled(DeviceType.CUDA, false);
    }
  }

  /// A copy of `values`.
  public Tensor floats(float[] values, long... size) {
    return new Tensor(onProcessor(copy(values, size)));
  }

  private static org.bytedeco.pytorch.Tensor copy(float[] values, long... size) {
    var tensor = torch.empty(size, new TensorOptions(ScalarType.Float), null);
    if (values.length > 0) {
      tensor.data_ptr_float().put(values);
    }
    return tensor;
  }

  /// A copy of `values`, for indices.
  public Tensor longs(long[] values, long... size) {
    var tensor = torch.empty(size, new TensorOptions(ScalarType.Long), null);
    if (values.length > 0) {
      tensor.data_ptr_long().put(values);
    }
    return new Tensor(onProcessor(tensor));
  }

  /// Zeros.
  public Tensor zeros(long... size) {
    return new Tensor(onProcessor(torch.zeros(size, new TensorOptions(ScalarType.Float))));
  }

  private org.bytedeco.pytorch.Tensor onProcessor(org.bytedeco.pytorch.Tensor tensor) {
    return processor == Processor.CPU
        ? tensor
        : tensor.to(new Device(DeviceType.CUDA), tensor.scalar_type());
  }

  /// The tensors one after the other along `dimension`.
  public static Tensor cat(int dimension, Tensor... tensors) {
    TensorVector vector = new TensorVector();
    for (Tensor tensor : tensors) {
      vector.push_back(tensor.handle);
    }
    return new Tensor(torch.cat(vector, dimension));
  }

  /// Causal attention of `(batch, heads, positions, head width)`.
  public static Tensor attention(Tensor queries, Tensor keys, Tensor values) {
    return new Tensor(
        torch.scaled_dot_product_attention(
            queries.handle,
            keys.handle,
            values.handle,
            new TensorOptional(),
            0.0,
            true,
            new DoubleOptional(),
            false));
  }

  /// Numbers in some dimensions. Names that end in `InPlace` change it.
  public static final class Tensor {

    private final org.bytedeco.pytorch.Tensor handle;

    private Tensor(org.bytedeco.pytorch.Tensor handle) {
      this.handle = handle;
    }

    /// The numbers, row by row.
    public float[] toFloats() {
      var tensor = handle.detach().to(ScalarType.Float).cpu().contiguous();
      float[] values = new float[Math.toIntExact(tensor.numel())];
      if (values.length > 0) {
        tensor.data_ptr_float().get(values);
      }
      return values;
    }

    /// The one number.
    public double toDouble() {
      return handle.item_double();
    }

    /// Puts `values` in the place of the numbers.
    public void setInPlace(float[] values) {
      try (PointerScope _ = new PointerScope()) {
        handle.view(-1).copy_(copy(values, values.length));
      }
    }

    /// Shares the numbers; gradients of it add up in `gradient` (same size).
    public Tensor leaf(Tensor gradient) {
      var leaf = handle.detach().requires_grad_(true);
      leaf.mutable_grad().put(gradient.handle);
      return new Tensor(leaf);
    }

    /// Adds the gradients of this one number to those of all leaves.
    public void backward() {
      handle.backward();
    }

    public long size(int dimension) {
      return handle.size(dimension);
    }

    public Tensor view(long... size) {
      return new Tensor(handle.view(size));
    }

    public Tensor reshape(long... size) {
      return new Tensor(handle.reshape(size));
    }

    public Tensor expand(long... size) {
      return new Tensor(handle.expand(size));
    }

    public Tensor transpose(int one, int other) {
      return new Tensor(handle.transpose(one, other));
    }

    /// `length` of `dimension`, from `start`; shares the numbers.
    public Tensor narrow(int dimension, long start, long length) {
      return new Tensor(handle.narrow(dimension, start, length));
    }

    public Tensor plus(Tensor other) {
      return new Tensor(handle.add(other.handle));
    }

    public Tensor plus(double number) {
      return new Tensor(handle.add(new Scalar(number)));
    }

    public Tensor minus(Tensor other) {
      return new Tensor(handle.sub(other.handle));
    }

    public Tensor times(Tensor other) {
      return new Tensor(handle.mul(other.handle));
    }

    public Tensor times(double number) {
      return new Tensor(handle.mul(new Scalar(number)));
    }

    /// `number` less this.
    public Tensor minusFrom(double number) {
      return new Tensor(torch.rsub(handle, new Scalar(number)));
    }

    public Tensor over(Tensor other) {
      return new Tensor(handle.div(other.handle));
    }

    /// This plus the product of two.
    public Tensor plusProduct(Tensor one, Tensor other) {
      return new Tensor(torch.addcmul(handle, one.handle, other.handle));
    }

    /// The last dimension turned by `places`.
    public Tensor roll(long places) {
      return new Tensor(torch.roll(handle, new long[] {places}, -1));
    }

    /// `this * transpose(matrix)`, over the last dimension.
    public Tensor linear(Tensor matrix) {
      return new Tensor(torch.linear(handle, matrix.handle));
    }

    public Tensor matmul(Tensor other) {
      return new Tensor(torch.matmul(handle, other.handle));
    }

    /// `scale * this + factor * one @ other`, for batches of matrices.
    public Tensor plusMatmul(double scale, Tensor one, Tensor other, double factor) {
      return new Tensor(
          torch.baddbmm(handle, one.handle, other.handle, new Scalar(scale), new Scalar(factor)));
    }

    /// The rows of this table at `indices`.
    public Tensor embedding(Tensor indices) {
      return new Tensor(torch.embedding(handle, indices.handle));
    }

    public Tensor rows(Tensor indices) {
      return new Tensor(handle.index_select(0, indices.handle));
    }

    /// From each row the number at its index.
    public Tensor pick(Tensor indices) {
      return new Tensor(handle.gather(1, indices.handle.unsqueeze(1))).view(-1);
    }

    /// Over the last dimension, which has `width` numbers, without gain.
    public Tensor rmsNorm(int width, double epsilon) {
      return new Tensor(
          torch.rms_norm(
              handle, new long[] {width}, new TensorOptional(), new DoubleOptional(epsilon)));
    }

    /// Over the last dimension, which has `width` numbers, without gain.
    public Tensor layerNorm(int width, double epsilon) {
      return new Tensor(
          torch.layer_norm(
              handle,
              new long[] {width},
              new TensorOptional(),
              new TensorOptional(),
              epsilon,
              false));
    }

    /// With the tanh approximation.
    public Tensor gelu() {
      return new Tensor(torch.gelu(handle, "tanh"));
    }

    public Tensor relu() {
      return new Tensor(torch.relu(handle));
    }

    public Tensor silu() {
      return new Tensor(torch.silu(handle));
    }

    public Tensor tanh() {
      return new Tensor(torch.tanh(handle));
    }

    public Tensor sigmoid() {
      return new Tensor(torch.sigmoid(handle));
    }

    public Tensor logSigmoid() {
      return new Tensor(torch.log_sigmoid(handle));
    }

    public Tensor log() {
      return new Tensor(torch.log(handle));
    }

    public Tensor cos() {
      return new Tensor(torch.cos(handle));
    }

    public Tensor abs() {
      return new Tensor(handle.abs());
    }

    /// -1, 0 or 1.
    public Tensor sign() {
      return new Tensor(torch.sign(handle));
    }

    public Tensor power(double exponent) {
      return new Tensor(torch.pow(handle, new Scalar(exponent)));
    }

    public Tensor reciprocal() {
      return new Tensor(torch.reciprocal(handle));
    }

    public Tensor min(Tensor other) {
      return new Tensor(torch.minimum(handle, other.handle));
    }

    public Tensor max(Tensor other) {
      return new Tensor(torch.maximum(handle, other.handle));
    }

    /// No number less than `least`.
    public Tensor atLeast(double least) {
      return new Tensor(handle.clamp_min(new Scalar(least)));
    }

    /// No number more than `most`.
    public Tensor atMost(double most) {
      return new Tensor(handle.clamp_max(new Scalar(most)));
    }

    /// `one` where this is positive, else `other`.
    public Tensor choose(Tensor one, Tensor other) {
      return new Tensor(torch.where(handle.gt(new Scalar(0.0)), one.handle, other.handle));
    }

    /// The same numbers; gradients end here.
    public Tensor detach() {
      return new Tensor(handle.detach());
    }

    /// Of all numbers.
    public Tensor mean() {
      return new Tensor(handle.mean());
    }

    /// Over `dimension`, which stays with size 1.
    public Tensor mean(int dimension) {
      return new Tensor(handle.mean(new long[] {dimension}, true, new ScalarTypeOptional()));
    }

    /// The logarithm of the sum of exponents, over the last dimension.
    public Tensor logSumExp() {
      return new Tensor(handle.to(ScalarType.Float).logsumexp(-1));
    }

    /// Orthonormal eigenvectors, as columns, of symmetric matrices, by ascending eigenvalue.
    public Tensor eigenvectors() {
      return new Tensor(torch.linalg_eigh(handle).get1());
    }

    public Tensor exp() {
      return new Tensor(torch.exp(handle));
    }

    public Tensor square() {
      return new Tensor(handle.square());
    }

    public Tensor sqrt() {
      return new Tensor(handle.sqrt());
    }

    /// Over the last dimension, in single precision.
    public Tensor logSoftmax() {
      return new Tensor(torch.log_softmax(handle.to(ScalarType.Float), -1));
    }

    public Tensor sum() {
      return new Tensor(handle.sum());
    }

    public Tensor sumLast() {
      return new Tensor(handle.sum(-1));
    }

    /// The square root of the sum of squares.
    public Tensor norm() {
      return new Tensor(handle.norm());
    }

    public void zeroInPlace() {
      handle.zero_();
    }

    public void timesInPlace(double number) {
      handle.mul_(new Scalar(number));
    }

    /// Between this and `other`, by `share`.
    public Tensor towards(Tensor other, double share) {
      return new Tensor(handle.lerp(other.handle, new Scalar(share)));
    }

    public void plusInPlace(double number) {
      handle.add_(new Scalar(number));
    }

    public void plusInPlace(Tensor other, double factor) {
      handle.add_(other.handle, new Scalar(factor));
    }

    /// Goes the `share` of the way to `other`.
    public void towardsInPlace(Tensor other, double share) {
      handle.lerp_(other.handle, new Scalar(share));
    }

    public void plusProductInPlace(Tensor one, Tensor other, double factor) {
      handle.addcmul_(one.handle, other.handle, new Scalar(factor));
    }

    public void plusQuotientInPlace(Tensor one, Tensor other, double factor) {
      handle.addcdiv_(one.handle, other.handle, new Scalar(factor));
    }
  }
}
